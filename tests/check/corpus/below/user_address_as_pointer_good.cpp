// SPDX-License-Identifier: GPL-2.0
//! The address from user space becomes a UserSlice, which checks the access.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

namespace {

struct Place {
	u64 address;
};

class Peek final : Pinned {
public:
	Result<> load(const File &, const Place &place) const
	{
		const u32 value = TRY(UserSlice::at(place.address, sizeof(u32)).reader().read<u32>()).unchecked();

		value_.store(value, relaxed);
		return ok;
	}
	Result<u32> value(const File &) const { return value_.load(relaxed); }

	using Ioctls = ioctl::Table<ioctl::On<ioctl::Write<'k', 1, Place>, &Peek::load>,
				    ioctl::On<ioctl::Read<'k', 2, u32>, &Peek::value>>;

private:
	Atomic<u32> value_;
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Peek, "peek"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
