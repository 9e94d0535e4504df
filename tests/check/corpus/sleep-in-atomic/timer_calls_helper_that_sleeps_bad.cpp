// SPDX-License-Identifier: GPL-2.0
//! A timer's callback polls a chip through a helper, two calls away, that sleeps between two reads.
//! Like fixes that replace msleep() by mdelay(), or the timer by a work item.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

class Sensor final : Pinned {
public:
	Result<> init()
	{
		poll_.arm(100_ms);
		return ok;
	}

private:
	void settle() const
	{
		sleep(2_ms); // BUG: sleep-in-atomic
	}

	u32 sample() const
	{
		const u32 before = raw_.load(relaxed);

		settle();
		return (before + raw_.load(relaxed)) / 2;
	}

	/// Runs in a softirq.
	void poll() const
	{
		mean_.store(sample(), relaxed);
		poll_.arm(100_ms);
	}

	Atomic<u32> raw_;
	Atomic<u32> mean_;
	Timer<Sensor, "sensor.poll"> poll_{ calls<&Sensor::poll, &Sensor::poll_> };
};

} // namespace

KERNEL_MODULE(Sensor, { .name = KBUILD_MODNAME, .license = "GPL" })
