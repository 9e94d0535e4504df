// SPDX-License-Identifier: GPL-2.0
// EXPECT: lock order: this lock does not come After<> the one that is held
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/spinlock.hpp>

using namespace kernel;

using Table = Mutex<u32, "test.table", Outermost>;
using Queue = Mutex<u32, "test.queue", After<Table>>;

void both(Table &table_lock, Queue &queue_lock);
void both(Table &table_lock, Queue &queue_lock)
{
#ifdef FIXED
	auto table = table_lock.lock(nothing_held);
	auto queue = queue_lock.lock(table);
#else
	auto queue = queue_lock.lock(nothing_held);
	auto table = table_lock.lock(queue);
#endif
	*queue = *table;
}
