// SPDX-License-Identifier: GPL-2.0
//! Nobody may go on as if the condition held.
// EXPECT: ignoring return|nodiscard

#include <kernel/prelude.hpp>
#include <kernel/sync/wait.hpp>

using namespace kernel;

Result<> use(const WaitQueue<"test.queue"> &queue, const bool &ready);
Result<> use(const WaitQueue<"test.queue"> &queue, const bool &ready)
{
#ifdef FIXED
	TRY(queue.wait_interruptible([&] { return ready; }));
#else
	queue.wait_interruptible([&] { return ready; });
#endif
	return ok;
}
