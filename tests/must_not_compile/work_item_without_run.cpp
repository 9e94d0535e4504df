// SPDX-License-Identifier: GPL-2.0
//! A work item says what it does.
// EXPECT: a work item has a public .static void run

#include <kernel/prelude.hpp>
#include <kernel/workqueue.hpp>

using namespace kernel;

struct Item : WorkItem<Item, "test.item"> {
#ifdef FIXED
	static void run(Box<Item>) {}
#else
	static void run(Item &) {}
#endif
};

void use(const Workqueue &queue, Box<Item> item)
{
	queue.enqueue(std::move(item));
}

Result<Box<Item>> make()
{
	return make_box<Item>(GFP_KERNEL);
}
