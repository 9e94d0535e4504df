// SPDX-License-Identifier: GPL-2.0
//! A work item is part of the object that it names.
// EXPECT: is private within this context

#include <kernel/prelude.hpp>
#include <kernel/workqueue.hpp>

using namespace kernel;

struct Item : WorkItem<Item, "test.item"> {
	static void run(Box<Item>) {}
};

struct Other
#ifdef FIXED
	: WorkItem<Other, "test.other">
#else
	: WorkItem<Item, "test.item">
#endif
{
	Other() {}
	static void run(Box<Other>) {}
};
