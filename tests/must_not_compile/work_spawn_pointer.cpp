// SPDX-License-Identifier: GPL-2.0
//! A plain pointer says nothing about who keeps the object.
// EXPECT: spawn: a plain pointer, a Span

#include <kernel/prelude.hpp>
#include <kernel/workqueue.hpp>

using namespace kernel;

Result<> use(const Workqueue &queue, Box<u32> number)
{
#ifdef FIXED
	return queue.spawn<"test.spawn">(GFP_KERNEL, [](Box<u32> n) { pr_info("{}", *n); },
					 std::move(number));
#else
	return queue.spawn<"test.spawn">(GFP_KERNEL, [](u32 *n) { pr_info("{}", *n); }, number.get());
#endif
}
