// SPDX-License-Identifier: GPL-2.0
//! Waiters are on it, by address.
// EXPECT: deleted function

#include <kernel/prelude.hpp>
#include <kernel/sync/wait.hpp>

using namespace kernel;

void use(WaitQueue<"test.queue"> &queue);
void use(WaitQueue<"test.queue"> &queue)
{
#ifdef FIXED
	WaitQueue<"test.queue"> &other = queue;
#else
	WaitQueue<"test.queue"> other = std::move(queue);
#endif
	other.wake_up();
}
