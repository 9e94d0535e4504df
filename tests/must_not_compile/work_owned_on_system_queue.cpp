// SPDX-License-Identifier: GPL-2.0
//! What a queue owns could still be in a system queue when the module is gone.
// EXPECT: a system queue outlives this module

#include <kernel/prelude.hpp>
#include <kernel/workqueue.hpp>

using namespace kernel;

struct Item : WorkItem<Item, "test.item"> {
	static void run(Box<Item>) {}
};

void use(const Workqueue &queue, Box<Item> item)
{
#ifdef FIXED
	queue.enqueue(std::move(item));
#else
	workqueue::system().enqueue(std::move(item));
#endif
}
