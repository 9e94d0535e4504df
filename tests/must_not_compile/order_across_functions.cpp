// SPDX-License-Identifier: GPL-2.0
// EXPECT: lock order: this lock does not come After<> the one that is held
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/spinlock.hpp>

using namespace kernel;

using Table = Mutex<u32, "test.table", Outermost>;
using Queue = Mutex<u32, "test.queue", After<Table>>;

static u32 rows(Table &table_lock, Held<Queue> held)
{
#ifdef FIXED
	(void)held;
	return *table_lock.lock(nothing_held);
#else
	return *table_lock.lock(held); // called with the queue locked, it wants the table
#endif
}

u32 refill(Table &table_lock, Queue &queue_lock);
u32 refill(Table &table_lock, Queue &queue_lock)
{
	auto queue = queue_lock.lock(nothing_held);
	return rows(table_lock, queue) + *queue;
}
