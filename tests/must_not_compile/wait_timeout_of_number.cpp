// SPDX-License-Identifier: GPL-2.0
//! A number has no unit.
// EXPECT: no matching function|could not convert|cannot convert

#include <kernel/prelude.hpp>
#include <kernel/sync/wait.hpp>

using namespace kernel;

Result<> use(const WaitQueue<"test.queue"> &queue);
Result<> use(const WaitQueue<"test.queue"> &queue)
{
	auto never = [] { return false; };
#ifdef FIXED
	TRY(queue.wait_timeout(10_ms, never));
#else
	TRY(queue.wait_timeout(10, never));
#endif
	return ok;
}
