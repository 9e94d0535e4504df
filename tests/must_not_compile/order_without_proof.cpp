// SPDX-License-Identifier: GPL-2.0
// EXPECT: lock order: this lock has one; say what is held
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/spinlock.hpp>

using namespace kernel;

using Table = Mutex<u32, "test.table", Outermost>;
using Queue = Mutex<u32, "test.queue", After<Table>>;

u32 first(Table &table_lock);
u32 first(Table &table_lock)
{
#ifdef FIXED
	return *table_lock.lock(nothing_held);
#else
	return *table_lock.lock();
#endif
}
