// SPDX-License-Identifier: GPL-2.0
//! Nobody would look at what run() of a work item returns.
// EXPECT: run\(\) of a work item returns nothing

#include <kernel/prelude.hpp>
#include <kernel/workqueue.hpp>

using namespace kernel;

struct Item : WorkItem<Item, "test.item"> {
#ifdef FIXED
	static void run(Box<Item>) {}
#else
	static Result<> run(Box<Item>) { return ok; }
#endif
};

Result<Box<Item>> make()
{
	return make_box<Item>(GFP_KERNEL);
}
