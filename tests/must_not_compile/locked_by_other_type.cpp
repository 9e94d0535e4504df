// SPDX-License-Identifier: GPL-2.0
// EXPECT: no matching function for call
#include <kernel/sync/locked_by.hpp>
#include <kernel/sync/mutex.hpp>

using namespace kernel;

using Queue = Mutex<void, "test.queue">;
using Table = Mutex<void, "test.table">;

u32 *find(LockedBy<u32, Queue> &position, Queue &queue, Table &table);
u32 *find(LockedBy<u32, Queue> &position, Queue &queue, Table &table)
{
#ifdef FIXED
	auto guard = queue.lock();
	(void)table;
#else
	auto guard = table.lock();
	(void)queue;
#endif
	return position.get(guard);
}
