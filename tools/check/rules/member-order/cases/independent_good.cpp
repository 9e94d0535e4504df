// SPDX-License-Identifier: GPL-2.0
//! What is declared after a member with a timer is not used by it, or is given as a value or as another owner.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

class Counting final : Pinned {
public:
	Counting(const u32 &step, Arc<Atomic<u32>> count) : step_(step), count_(std::move(count)) {}

private:
	void tick() const { count_->add(step_); }

	u32 step_;
	Arc<Atomic<u32>> count_;
	Timer<Counting, "count.timer"> timer_{ calls<&Counting::tick, &Counting::timer_> };
};

class Counters final : Pinned {
public:
	explicit Counters(Arc<Atomic<u32>> count) : count_(std::move(count)) {}

	Result<> init()
	{
		auto made = TRY(make_box<Counting>(GFP_KERNEL, step_, count_.share()));

		return counting_.push(std::move(made), GFP_KERNEL);
	}

private:
	Vec<Box<Counting>> counting_;
	Arc<Atomic<u32>> count_;
	u32 step_ = 1;
};
