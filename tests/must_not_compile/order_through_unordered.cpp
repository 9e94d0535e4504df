// SPDX-License-Identifier: GPL-2.0
// EXPECT: lock order: this lock does not come After<> the one that is held
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/spinlock.hpp>

using namespace kernel;

using Table = Mutex<u32, "test.table", Outermost>;
using Queue = Mutex<u32, "test.queue", After<Table>>;

using Side = Mutex<u32, "test.side">;

u32 both(Table &table_lock, Side &side_lock, Queue &queue_lock);
u32 both(Table &table_lock, Side &side_lock, Queue &queue_lock)
{
	auto table = table_lock.lock(nothing_held);
	auto side = side_lock.lock(table);
#ifdef FIXED
	return *queue_lock.lock(table) + *side;
#else
	return *queue_lock.lock(side) + *side; // nothing says that it comes after this one
#endif
}
