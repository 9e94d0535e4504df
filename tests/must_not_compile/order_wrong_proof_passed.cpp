// SPDX-License-Identifier: GPL-2.0
// EXPECT: could not convert|no matching function
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/spinlock.hpp>

using namespace kernel;

using Table = Mutex<u32, "test.table", Outermost>;
using Queue = Mutex<u32, "test.queue", After<Table>>;

static u32 length(Queue &, Held<Queue>)
{
	return 0;
}

u32 call(Table &table_lock, Queue &queue_lock);
u32 call(Table &table_lock, Queue &queue_lock)
{
	auto table = table_lock.lock(nothing_held);
#ifdef FIXED
	auto queue = queue_lock.lock(table);
	return length(queue_lock, queue);
#else
	return length(queue_lock, table); // the table is held, not the queue
#endif
}
