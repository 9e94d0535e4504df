// SPDX-License-Identifier: GPL-2.0
//! An item without a delay has none to give.
// EXPECT: only a DelayedWorkItem has a delay

#include <kernel/prelude.hpp>
#include <kernel/workqueue.hpp>

using namespace kernel;

struct Item : WorkItem<Item, "test.item"> {
	static void run(Arc<Item>) {}
};

void use(const Workqueue &queue, Arc<Item> item)
{
#ifdef FIXED
	queue.enqueue(std::move(item)).ignore();
#else
	queue.enqueue_delayed(std::move(item), 5_ms).ignore();
#endif
}
