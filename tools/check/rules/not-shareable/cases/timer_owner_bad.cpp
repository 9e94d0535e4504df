// SPDX-License-Identifier: GPL-2.0
//! A timer's callback and a caller change a mutable member at once.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Beat final : Pinned {
public:
	void hit() const
	{
		beats_++;
		timer_.arm(1_s);
	}

private:
	void tick() const { beats_ = 0; }

	mutable u32 beats_ = 0; // BUG: not-shareable
	Timer<Beat, "beat.timer"> timer_{ calls<&Beat::tick, &Beat::timer_> };
};
