// SPDX-License-Identifier: GPL-2.0
//! A value from user space is a divisor, and may be zero.
//! Like CVE-2022-3061: i740fb divided by the pixclock that user space passes.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

namespace {

struct Mode {
	u32 width;
	u32 height;
	u32 pixclock;
	u32 flags;
};

class Display final : Pinned {
public:
	Result<> set_mode(const File &, const Mode &mode) const
	{
		if (mode.width > 4096 || mode.height > 4096)
			return EINVAL;
		const u32 kilohertz = 1000000000 / mode.pixclock; // BUG: arithmetic

		clock_.store(kilohertz, relaxed);
		return ok;
	}

	using Ioctls = ioctl::Table<ioctl::On<ioctl::Write<'F', 1, Mode>, &Display::set_mode>>;

private:
	Atomic<u32> clock_;
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Display, "display"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
