// SPDX-License-Identifier: GPL-2.0
//! The first job of a queue is looked at, then the lock is released while the task waits for room.

#include <kernel/container/list.hpp>
#include <kernel/prelude.hpp>
#include <kernel/wait/wait.hpp>

using namespace kernel;

namespace {

struct Job {
	explicit Job(u32 cost) : cost(cost) {}

	u32 cost;
	ListLink link;
};

class Scheduler final : Pinned {
	struct State {
		List<Box<Job>, &Job::link> jobs;
		u32 budget = 10;
	};

public:
	Result<> submit(u32 cost) const
	{
		auto job = TRY(make_box<Job>(GFP_KERNEL, cost));

		state_.lock()->jobs.push_back(std::move(job));
		return ok;
	}
	/// Several workers call it at once.
	Result<> step() const
	{
		auto state = state_.lock();

		TRY(wait_for_budget(state));
		Job *job = state->jobs.front();

		if (!job)
			return ENOENT;
		state->budget -= job->cost < state->budget ? job->cost : state->budget;
		return state->jobs.pop_front().is_ok() ? Result<>(ok) : Result<>(ENOENT);
	}
	void refill() const
	{
		state_.lock()->budget = 10;
		room_.wake_up_all();
	}

private:
	using StateLock = Mutex<State, "sched.state">;

	Result<> wait_for_budget(GuardOf<StateLock> &state) const
	{
		return room_.wait_interruptible(state, [&] { return state->budget > 0; });
	}

	StateLock state_;
	WaitQueue<"sched.room"> room_;
};

class Sched final : Pinned {
public:
	Result<> init()
	{
		TRY(scheduler_.submit(3));
		scheduler_.refill();
		return scheduler_.step();
	}

private:
	Scheduler scheduler_;
};

} // namespace

KERNEL_MODULE(Sched, { .name = "minimal", .license = "GPL" })
