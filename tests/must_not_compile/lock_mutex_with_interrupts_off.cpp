// SPDX-License-Identifier: GPL-2.0
// EXPECT: constraint
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/spinlock.hpp>

using namespace kernel;

#ifdef FIXED
using TestLock = SpinLock<u32, "test.lock">;
#else
using TestLock = Mutex<u32, "test.lock">;
#endif

u32 read(TestLock &lock);
u32 read(TestLock &lock)
{
	return *lock.lock_irqsave();
}
