// SPDX-License-Identifier: GPL-2.0
//! An item that is run as a Box is enqueued as a Box.
// EXPECT: run\(\) takes a Box, so a Box is what is enqueued

#include <kernel/prelude.hpp>
#include <kernel/workqueue.hpp>

using namespace kernel;

struct Item : WorkItem<Item, "test.item"> {
	static void run(Box<Item>) {}
};

#ifdef FIXED
void use(const Workqueue &queue, Box<Item> item)
{
	queue.enqueue(std::move(item));
}
#else
void use(const Workqueue &queue, Arc<Item> item)
{
	queue.enqueue(std::move(item)).ignore();
}
#endif
