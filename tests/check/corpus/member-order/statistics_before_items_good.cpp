// SPDX-License-Identifier: GPL-2.0
//! Each item is an owner of the statistics.

#include <kernel/defer/workqueue.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

struct Statistics {
	Atomic<u32> done;
};

class Item final : public WorkItem<Item, "copy.item"> {
public:
	explicit Item(Arc<Statistics> statistics) : statistics_(std::move(statistics)) {}

	static void run(Box<Item> item) { item->statistics_->done.inc(); }

private:
	Arc<Statistics> statistics_;
};

class Copier {
public:
	Copier(Workqueue queue, Arc<Statistics> statistics)
		: queue_(std::move(queue)), statistics_(std::move(statistics))
	{
	}

	Result<> copy() const
	{
		queue_.enqueue(TRY(make_box<Item>(GFP_KERNEL, statistics_.share())));
		return ok;
	}

private:
	Workqueue queue_;
	Arc<Statistics> statistics_;
};

Result<> copy(const Copier &copier);
Result<> copy(const Copier &copier)
{
	return copier.copy();
}
