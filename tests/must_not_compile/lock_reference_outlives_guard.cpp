// SPDX-License-Identifier: GPL-2.0
// EXPECT: cannot bind non-const lvalue reference|deleted function
#include <kernel/sync/mutex.hpp>

using namespace kernel;

void keep(Mutex<u32, "test.lock"> &lock);
void keep(Mutex<u32, "test.lock"> &lock)
{
#ifdef FIXED
	auto guard = lock.lock();
	u32 &number = *guard;
#else
	u32 &number = *lock.lock(); // the guard is gone behind the semicolon
#endif
	number = 1;
}
