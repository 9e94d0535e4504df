// SPDX-License-Identifier: GPL-2.0
// EXPECT: is private within this context
#include <kernel/sync/mutex.hpp>

using namespace kernel;

u32 peek(Mutex<u32, "test.lock"> &lock);
u32 peek(Mutex<u32, "test.lock"> &lock)
{
#ifdef FIXED
	return *lock.lock();
#else
	return lock.data_;
#endif
}
