// SPDX-License-Identifier: GPL-2.0
//! What a spawned function captured could not be checked.
// EXPECT: spawn: the function captures nothing

#include <kernel/prelude.hpp>
#include <kernel/workqueue.hpp>

using namespace kernel;

Result<> use(const Workqueue &queue, Arc<u32> number)
{
#ifdef FIXED
	return queue.spawn<"test.spawn">(GFP_KERNEL, [](Arc<u32> n) { pr_info("{}", *n); },
					 std::move(number));
#else
	return queue.spawn<"test.spawn">(GFP_KERNEL, [&number] { pr_info("{}", *number); });
#endif
}
