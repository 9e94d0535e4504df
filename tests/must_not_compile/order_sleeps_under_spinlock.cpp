// SPDX-License-Identifier: GPL-2.0
// EXPECT: sleeping while atomic: this lock may sleep, and a spinning lock is held
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/spinlock.hpp>

using namespace kernel;

using Fast = SpinLock<u32, "test.fast">;
using Slow = Mutex<u32, "test.slow">;

u32 both(Fast &fast_lock, Slow &slow_lock);
u32 both(Fast &fast_lock, Slow &slow_lock)
{
#ifdef FIXED
	auto slow = slow_lock.lock();
	auto fast = fast_lock.lock(slow);
#else
	auto fast = fast_lock.lock();
	auto slow = slow_lock.lock(fast);
#endif
	return *fast + *slow;
}
