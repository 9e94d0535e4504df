// SPDX-License-Identifier: GPL-2.0
// EXPECT: use of deleted function .*Guard
#include <kernel/sync/mutex.hpp>

using namespace kernel;

void twice(Mutex<u32, "test.lock"> &lock);
void twice(Mutex<u32, "test.lock"> &lock)
{
	auto guard = lock.lock();
#ifdef FIXED
	auto other = std::move(guard);
#else
	auto other = guard;
#endif
	*other = 1;
}
