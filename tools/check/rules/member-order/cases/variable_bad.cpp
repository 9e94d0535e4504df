// SPDX-License-Identifier: GPL-2.0
//! An owner of a timer gets a pointer to a later member by way of a local variable.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

class Counting final : Pinned {
public:
	explicit Counting(const Atomic<u32> *count __lifetimebound) : count_(count) {}

private:
	void tick() const { count_->inc(); }

	const Atomic<u32> *count_;
	Timer<Counting, "count.timer"> timer_{ calls<&Counting::tick, &Counting::timer_> };
};

class Counters final : Pinned {
public:
	Result<> init()
	{
		for (u32 n = 0; n < 4; n++) {
			auto made = TRY(make_box<Counting>(GFP_KERNEL, &count_));

			TRY(counting_.push(std::move(made), GFP_KERNEL));
		}
		return ok;
	}

private:
	Vec<Box<Counting>> counting_;
	Atomic<u32> count_; // BUG: member-order
};
