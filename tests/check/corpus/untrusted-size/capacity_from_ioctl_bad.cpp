// SPDX-License-Identifier: GPL-2.0
//! An ioctl allocates as many elements as user space says.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Create {
	u32 entries;
	u32 flags;
};

class Ring final : Pinned {
public:
	Result<> create(const File &, const Create &request) const
	{
		if (request.flags)
			return EINVAL;
		auto slots = TRY(Vec<u64>::with_capacity(request.entries, GFP_KERNEL)); // BUG: untrusted-size

		slots_.lock()->swap(slots);
		return ok;
	}

	using Ioctls = ioctl::Table<ioctl::On<ioctl::Write<'r', 1, Create>, &Ring::create>>;

private:
	Mutex<Vec<u64>, "ring.slots"> slots_;
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Ring, "ring"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
