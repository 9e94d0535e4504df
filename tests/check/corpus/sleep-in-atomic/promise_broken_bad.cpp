// SPDX-License-Identifier: GPL-2.0
//! A function that promises not to sleep calls a helper that sleeps on one of its paths.
//! Like klint's "function annotated to have preemption count expectation, but the inferred one is another".

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

class Pump final {
public:
	/// Called by drivers in any context.
	void stop() const __atomic
	{
		if (pressure() > limit)
			settle(); // BUG: sleep-in-atomic
		running_.store(false, relaxed);
	}
	u32 pressure() const { return pressure_.load(relaxed); }

private:
	static constexpr u32 limit = 40;

	void settle() const
	{
		for (u32 i = 0; i < 4 && pressure() > limit / 2; i++)
			sleep(1_ms); // BUG: sleep-in-atomic
	}

	Atomic<u32> pressure_;
	Atomic<bool> running_;
};

} // namespace

u32 stop_pump();
u32 stop_pump()
{
	Pump pump;

	pump.stop();
	return pump.pressure();
}
