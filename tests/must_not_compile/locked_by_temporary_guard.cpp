// SPDX-License-Identifier: GPL-2.0
// EXPECT: use of deleted function
#include <kernel/sync/locked_by.hpp>
#include <kernel/sync/mutex.hpp>

using namespace kernel;

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
