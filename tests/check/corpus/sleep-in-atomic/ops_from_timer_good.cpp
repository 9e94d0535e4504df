// SPDX-License-Identifier: GPL-2.0
//! A timer resets its hardware through a table of functions, and one of them sleeps.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

struct Hardware : Pinned {
	Atomic<u32> resets;
};

struct Ops {
	bool (*hung)(const Hardware &hardware);
	void (*reset)(const Hardware &hardware);
};

bool always(const Hardware &hardware)
{
	return hardware.resets.load(relaxed) < 3;
}

void cold_reset(const Hardware &hardware)
{
	hardware.resets.inc();
	delay(2_us);
}

constexpr Ops cold{ .hung = always, .reset = cold_reset };

class Watchdog final : Pinned {
public:
	explicit Watchdog(const Ops &ops) : ops_(ops) { timer_.arm(10_ms); }

private:
	void look() const
	{
		if (ops_.hung(hardware_))
			ops_.reset(hardware_);
		timer_.arm(10_ms);
	}

	const Ops &ops_;
	Hardware hardware_;
	Timer<Watchdog, "dog.timer"> timer_{ calls<&Watchdog::look, &Watchdog::timer_> };
};

class Dog final : Pinned {
public:
	Result<> init() { return ok; }

private:
	Watchdog watchdog_{ cold };
};

} // namespace

KERNEL_MODULE(Dog, { .name = "minimal", .license = "GPL" })
