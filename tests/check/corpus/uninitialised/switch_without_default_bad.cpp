// SPDX-License-Identifier: GPL-2.0
//! A variable gets its value in a switch that does not know all values.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

namespace {

class Motor final : Pinned {
public:
	Result<> turn(const File &, const u32 &mode) const
	{
		u32 speed;

		switch (mode) {
		case 0:
			speed = 0;
			break;
		case 1:
			speed = 40;
			break;
		case 2:
			speed = 100;
			break;
		}
		speed_.store(speed, relaxed); // BUG: uninitialised
		return ok;
	}

	using Ioctls = ioctl::Table<ioctl::On<ioctl::Write<'m', 1, u32>, &Motor::turn>>;

private:
	Atomic<u32> speed_;
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Motor, "motor"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
