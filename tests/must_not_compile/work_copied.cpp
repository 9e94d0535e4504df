// SPDX-License-Identifier: GPL-2.0
//! A work item stays where it is.
// EXPECT: use of deleted function

#include <kernel/prelude.hpp>
#include <kernel/workqueue.hpp>

using namespace kernel;

struct Item : WorkItem<Item, "test.item"> {
	static void run(Box<Item>) {}
};

Result<Box<Item>> use(const Item &item)
{
#ifdef FIXED
	return make_box<Item>(GFP_KERNEL);
#else
	return make_box<Item>(GFP_KERNEL, item);
#endif
}
