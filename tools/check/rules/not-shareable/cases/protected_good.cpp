// SPDX-License-Identifier: GPL-2.0
//! Locks, atomics, references to what protects itself, and constant data may be shared.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

using Log = Mutex<Vec<u32>, "beat.log">;

class Beat final : Pinned {
public:
	Beat(const Log &log __lifetimebound, CStr name) : log_(log), name_(name) {}

	void hit() const
	{
		beats_.inc();
		timer_.arm(1_s);
	}
	Result<> note() const { return log_.lock()->push(beats_.load(relaxed), GFP_KERNEL); }

private:
	void tick() const { pr_info("{}: {}", name_, beats_.exchange(0)); }

	const Log &log_;
	CStr name_;
	mutable Atomic<u32> beats_;
	Timer<Beat, "beat.timer"> timer_{ calls<&Beat::tick, &Beat::timer_> };
};
