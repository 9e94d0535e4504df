// SPDX-License-Identifier: GPL-2.0
//! A constructor arms the timer before it has made the table that the callback walks.

#include <kernel/defer/hrtimer.hpp>
#include <kernel/memory/inline_vec.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

class Pwm final : Pinned {
public:
	explicit Pwm(u32 levels)
	{
		timer_.start(1_ms); // BUG: published-early
		for (u32 level = 0; level < levels; level++)
			if (steps_.push(level * level).is_error())
				break;
		usable_ = steps_.size();
	}

private:
	HrRestart step(const HrExpiry<clock::Monotonic> &expiry) const
	{
		const u32 at = position_.fetch_add(1, relaxed);

		if (const u32 *level = usable_ ? steps_.get(at % usable_) : nullptr)
			output_.store(*level, relaxed);
		return expiry.forward(1_ms);
	}

	InlineVec<u32, 32> steps_;
	usize usable_ = 0;
	Atomic<u32> position_;
	Atomic<u32> output_;
	HrTimer<Pwm> timer_{ calls<&Pwm::step, &Pwm::timer_> };
};
