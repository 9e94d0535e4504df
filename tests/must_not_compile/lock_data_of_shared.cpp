// SPDX-License-Identifier: GPL-2.0
// EXPECT: discards qualifiers
#include <kernel/sync/mutex.hpp>

using namespace kernel;

// Who shares a lock has it const, and no way around it.
u32 peek(const Mutex<u32, "test.lock"> &lock);
u32 peek(const Mutex<u32, "test.lock"> &lock)
{
#ifdef FIXED
	return *lock.lock();
#else
	return lock.data();
#endif
}
