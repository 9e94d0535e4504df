// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/defer/system_queue.hpp refuses.
#include <kernel/defer/system_queue.hpp>
#include <kernel/defer/workqueue.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED work_owned_on_system_queue: a system queue outlives this module
// An item that the queue owns could still be in a system queue when the module is unloaded.
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
