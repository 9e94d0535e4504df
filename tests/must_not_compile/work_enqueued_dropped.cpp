// SPDX-License-Identifier: GPL-2.0
//! What the queue refused is not dropped behind your back.
// EXPECT: ignoring return(ed)? value

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
	queue.enqueue(std::move(item));
#endif
}
