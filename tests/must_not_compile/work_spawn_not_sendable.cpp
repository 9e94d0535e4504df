// SPDX-License-Identifier: GPL-2.0
//! What belongs to one task does not go to another.
// EXPECT: spawn: an argument is not sendable

#include <kernel/prelude.hpp>
#include <kernel/workqueue.hpp>

using namespace kernel;

struct Section
#ifndef FIXED
	: TaskBound
#endif
{
};

Result<> use(const Workqueue &queue, Box<Section> section)
{
	return queue.spawn<"test.spawn">(GFP_KERNEL, [](Box<Section>) {}, std::move(section));
}
