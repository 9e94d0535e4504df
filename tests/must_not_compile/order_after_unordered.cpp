// SPDX-License-Identifier: GPL-2.0
// EXPECT: lock order: After<> names a lock that has no order itself
#include <kernel/sync/mutex.hpp>

using namespace kernel;

#ifdef FIXED
using First = Mutex<u32, "test.first", Outermost>;
#else
using First = Mutex<u32, "test.first">;
#endif
using Second = Mutex<u32, "test.second", After<First>>;

u32 both(First &first_lock, Second &second_lock);
u32 both(First &, Second &second_lock)
{
	return *second_lock.lock(nothing_held);
}
