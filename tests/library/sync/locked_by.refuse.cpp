// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/sync/locked_by.hpp refuses.
#include <kernel/sync/locked_by.hpp>
#include <kernel/sync/mutex.hpp>

using namespace kernel;

// REFUSED locked_by_other_type: no matching function for call
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

// REFUSED locked_by_temporary_guard: use of deleted function
using Queue = Mutex<void, "test.queue">;

void set(LockedBy<u32, Queue> &position, Queue &queue);
void set(LockedBy<u32, Queue> &position, Queue &queue)
{
#ifdef FIXED
	auto guard = queue.lock();
	u32 *mine = position.get(guard);
#else
	u32 *mine = position.get(queue.lock());
#endif
	if (mine)
		*mine = 1;
}
