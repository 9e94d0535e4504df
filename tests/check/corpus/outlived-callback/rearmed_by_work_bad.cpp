// SPDX-License-Identifier: GPL-2.0
//! The destructor cancels the timer, but the work, which still runs, arms it again.
//! Like many a driver whose remove() called del_timer_sync() before cancel_work_sync().

#include <kernel/defer/system_queue.hpp>
#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Link final : Pinned {
	struct State {
		Vec<u32> errors;
		u32 resets = 0;
	};

public:
	void start() const { timer_.arm(100_ms); }
	~Link()
	{
		timer_.cancel_sync();
		// SAFETY: nothing calls any more, so nobody else uses the state.
		state_.data(unsafe).errors.clear(); // BUG: outlived-callback
	}

private:
	/// In a softirq.
	void check() const
	{
		auto state = state_.lock();

		if (!state->errors.empty())
			workqueue::system().enqueue(work_);
		else
			start();
	}
	void reset() const
	{
		auto state = state_.lock_bh();

		state->errors.clear();
		state->resets++;
		start();
	}

	SpinLock<State, "link.state"> state_;
	Work<Link, "link.reset"> work_{ calls<&Link::reset, &Link::work_, &Link::timer_> };
	Timer<Link, "link.check"> timer_{ calls<&Link::check, &Link::timer_> };
};
