// SPDX-License-Identifier: GPL-2.0
//! An item that refers to a member goes to a queue of somebody else.

#include <kernel/defer/workqueue.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

class Count final : public WorkItem<Count, "count.item"> {
public:
	explicit Count(const Atomic<u32> &count __lifetimebound) : count_(count) {}

	static void run(Box<Count> self) { self->count_.inc(); }

private:
	const Atomic<u32> &count_;
};

class Counter {
public:
	explicit Counter(const Workqueue &queue __lifetimebound) : queue_(queue) {}

	Result<> count() const
	{
		queue_.enqueue(TRY(make_box<Count>(GFP_KERNEL, count_))); // BUG: outlived-callback
		return ok;
	}

private:
	const Workqueue &queue_;
	Atomic<u32> count_;
};
