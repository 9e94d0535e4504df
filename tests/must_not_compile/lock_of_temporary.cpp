// SPDX-License-Identifier: GPL-2.0
// EXPECT: use of deleted function
#include <kernel/sync/mutex.hpp>

using namespace kernel;

using TestLock = Mutex<u32, "test.lock">;

u32 gone();
u32 gone()
{
#ifdef FIXED
	TestLock lock(3u);
	auto guard = lock.lock();
#else
	auto guard = TestLock(3u).lock(); // the guard would outlive its lock
#endif
	return *guard;
}
