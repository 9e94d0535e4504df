// SPDX-License-Identifier: GPL-2.0
//! An address from user space is cast to a pointer, and the kernel reads whatever is there.

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
		const u32 *user = (const u32 *)place.address; // BUG: below

		if (!user)
			return EFAULT;
		value_.store(*user, relaxed);
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
