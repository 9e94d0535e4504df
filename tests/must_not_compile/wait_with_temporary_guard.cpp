// SPDX-License-Identifier: GPL-2.0
//! The lock is held behind the wait, so somebody must have the guard.
// EXPECT: cannot bind|no matching function

#include <kernel/prelude.hpp>
#include <kernel/sync/wait.hpp>
#include <kernel/sync/mutex.hpp>

using namespace kernel;

void use(const WaitQueue<"test.queue"> &queue, const Mutex<u32, "test.lock"> &lock);
void use(const WaitQueue<"test.queue"> &queue, const Mutex<u32, "test.lock"> &lock)
{
#ifdef FIXED
	auto number = lock.lock();
	queue.wait(number, [&] { return *number > 0; });
#else
	queue.wait(lock.lock(), [] { return true; });
#endif
}
