// SPDX-License-Identifier: GPL-2.0
// EXPECT: sleeping while atomic: this lock may sleep, and a spinning lock is held
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/spinlock.hpp>

using namespace kernel;

using Fast = SpinLock<u32, "test.fast">;
using Slow = Mutex<u32, "test.slow">;

static u32 slow_part(Slow &slow_lock, Held<Fast> held)
{
#ifdef FIXED
	(void)held;
	(void)slow_lock;
	return 0;
#else
	return *slow_lock.lock(held);
#endif
}

u32 both(Fast &fast_lock, Slow &slow_lock);
u32 both(Fast &fast_lock, Slow &slow_lock)
{
	auto fast = fast_lock.lock();
	return slow_part(slow_lock, fast) + *fast;
}
