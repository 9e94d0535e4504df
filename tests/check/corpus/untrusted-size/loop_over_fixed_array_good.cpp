// SPDX-License-Identifier: GPL-2.0
//! The count in the request is checked against the size of its array before the loop.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Batch {
	u32 count;
	u32 values[15];
};

class Averager final : Pinned {
public:
	Result<> average(const File &, Batch &batch) const
	{
		if (batch.count == 0 || batch.count > 15)
			return EINVAL;
		batch.values[0] = sum(batch) / batch.count;
		return ok;
	}

	using Ioctls = ioctl::Table<ioctl::On<ioctl::ReadWrite<'v', 1, Batch>, &Averager::average>>;

private:
	static u32 sum(const Batch &batch)
	{
		u32 total = 0;

		for (u32 i = 0; i < batch.count; i++)
			total += batch.values[i];
		return total;
	}
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Averager, "averager"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
