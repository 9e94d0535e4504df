// SPDX-License-Identifier: GPL-2.0
//! After the timer is armed, a function changes only what the callback does not use, or protects.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

class Beat final : Pinned {
public:
	Result<> init(u32 limit)
	{
		limit_ = limit;
		timer_.arm(1_s);
		starts_++;
		beats_.store(0, relaxed);
		return log_.lock_bh()->push(limit, GFP_ATOMIC);
	}
	void restart(u32 limit)
	{
		timer_.cancel_sync();
		limit_ = limit;
		timer_.arm(1_s);
	}
	u32 starts() const { return starts_; }

private:
	void tick() const
	{
		auto log = log_.lock();

		if (beats_.inc_return() < limit_ && !log->empty())
			timer_.arm(1_s);
	}

	u32 limit_ = 0;
	u32 starts_ = 0;
	Atomic<u32> beats_;
	SpinLock<Vec<u32>, "beat.log"> log_;
	Timer<Beat, "beat.timer"> timer_{ calls<&Beat::tick, &Beat::timer_> };
};
