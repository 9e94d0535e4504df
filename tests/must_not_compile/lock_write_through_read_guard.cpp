// SPDX-License-Identifier: GPL-2.0
// EXPECT: assignment of read-only location
#include <kernel/sync/rwsem.hpp>

using namespace kernel;

void set(RwSemaphore<u32, "test.lock"> &lock);
void set(RwSemaphore<u32, "test.lock"> &lock)
{
#ifdef FIXED
	auto number = lock.write();
#else
	auto number = lock.read();
#endif
	*number = 1;
}
