// SPDX-License-Identifier: GPL-2.0
//! Every caller gives the method flags that suit its spinlock.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Log final {
	using Lines = Vec<u32>;

public:
	Result<> append(u32 code, Gfp flags) const
	{
		auto lines = lines_.lock_bh();

		return lines->push(code, flags);
	}

private:
	SpinLock<Lines, "log.lines"> lines_;
};

class Device final : Pinned {
public:
	Result<> init()
	{
		watchdog_.arm(1_s);
		return log_.append(0, GFP_NOWAIT);
	}

private:
	void bark() const
	{
		log_.append(1, GFP_ATOMIC).ignore();
		watchdog_.arm(1_s);
	}

	Log log_;
	Timer<Device, "device.watchdog"> watchdog_{ calls<&Device::bark, &Device::watchdog_> };
};

} // namespace

KERNEL_MODULE(Device, { .name = KBUILD_MODNAME, .license = "GPL" })
