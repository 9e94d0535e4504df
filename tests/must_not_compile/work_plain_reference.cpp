// SPDX-License-Identifier: GPL-2.0
//! A queue keeps what it runs: a plain reference keeps nothing.
// EXPECT: enqueue takes a Work, or an Arc or a Box of a WorkItem

#include <kernel/prelude.hpp>
#include <kernel/workqueue.hpp>

using namespace kernel;

struct Item : WorkItem<Item, "test.item"> {
	static void run(Arc<Item>) {}
};

void use(const Workqueue &queue, const Arc<Item> &item)
{
#ifdef FIXED
	queue.enqueue(item.share()).ignore();
#else
	queue.enqueue(*item);
#endif
}
