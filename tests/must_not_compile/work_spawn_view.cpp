// SPDX-License-Identifier: GPL-2.0
//! The array may be gone when the function runs.
// EXPECT: spawn: a plain pointer, a Span, a BStr or a CStr says nothing

#include <kernel/prelude.hpp>
#include <kernel/workqueue.hpp>

using namespace kernel;

Result<> use(const Workqueue &queue)
{
	const u8 bytes[] = { 1, 2 };
#ifdef FIXED
	return queue.spawn<"test.spawn">(GFP_KERNEL, [](Vec<u8> b) { pr_info("{}", b.size()); },
					 TRY(Vec<u8>::from(span_of(bytes), GFP_KERNEL)));
#else
	return queue.spawn<"test.spawn">(GFP_KERNEL, [](Span<const u8> b) { pr_info("{}", b.size()); },
					 span_of(bytes));
#endif
}
