// SPDX-License-Identifier: GPL-2.0
//! Items refer to statistics that the module frees before it destroys the queue, which runs its items to the end.

#include <kernel/defer/workqueue.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

struct Statistics {
	Atomic<u32> done;
};

class Item final : public WorkItem<Item, "copy.item"> {
public:
	explicit Item(const Statistics &statistics) : statistics_(statistics) {}

	static void run(Box<Item> item) { item->statistics_.done.inc(); }

private:
	const Statistics &statistics_;
};

class Copier {
public:
	Copier(Workqueue queue, Box<Statistics> statistics)
		: queue_(std::move(queue)), statistics_(std::move(statistics))
	{
	}

	Result<> copy() const
	{
		queue_.enqueue(TRY(make_box<Item>(GFP_KERNEL, *statistics_))); // BUG: member-order, outlived-callback
		return ok;
	}

private:
	Workqueue queue_;
	Box<Statistics> statistics_; // BUG: member-order, outlived-callback
};

Result<> copy(const Copier &copier);
Result<> copy(const Copier &copier)
{
	return copier.copy();
}
