// SPDX-License-Identifier: GPL-2.0
// EXPECT: ignoring return(ed)? value
#include <kernel/sync/mutex.hpp>

using namespace kernel;

u32 count(Mutex<u32, "test.lock"> &lock);
u32 count(Mutex<u32, "test.lock"> &lock)
{
#ifdef FIXED
	auto number = lock.lock();
	return ++*number;
#else
	lock.lock(); // unlocked at once
	return 0;
#endif
}
