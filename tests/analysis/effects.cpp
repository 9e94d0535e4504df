// SPDX-License-Identifier: GPL-2.0
//! Calls of functions that may sleep, where nothing may sleep.
#include <kernel/prelude.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/spinlock.hpp>
#include <kernel/wait/wait.hpp>

using namespace kernel;

using Slow = Mutex<u32, "test.slow">;
using Fast = SpinLock<u32, "test.fast">;

u32 handler(Slow &slow) __atomic;
u32 handler(Slow &slow) __atomic
{
	auto number = slow.lock(); // WARN: must not call non-'nonblocking'
	return *number;
}

u32 fine(Fast &fast) __atomic;
u32 fine(Fast &fast) __atomic
{
	auto number = fast.lock_irqsave();
	return *number;
}

void waits(WaitQueue<"test.queue"> &queue) __atomic;
void waits(WaitQueue<"test.queue"> &queue) __atomic
{
	queue.wait([] { return true; }); // WARN: must not call
}

void wakes(WaitQueue<"test.queue"> &queue) __atomic;
void wakes(WaitQueue<"test.queue"> &queue) __atomic
{
	queue.wake_up_all();
}
