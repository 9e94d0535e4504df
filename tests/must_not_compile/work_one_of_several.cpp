// SPDX-License-Identifier: GPL-2.0
//! Which of several work items of an object is meant, has to be said.
// EXPECT: of several, say which

#include <kernel/prelude.hpp>
#include <kernel/workqueue.hpp>

using namespace kernel;

struct Item : WorkItem<Item, "test.left">, WorkItem<Item, "test.right"> {
	static void run(Arc<Item>, On<"test.left">) {}
	static void run(Arc<Item>, On<"test.right">) {}
};

void use(const Workqueue &queue, Arc<Item> item)
{
#ifdef FIXED
	queue.enqueue<"test.left">(std::move(item)).ignore();
#else
	queue.enqueue(std::move(item)).ignore();
#endif
}
