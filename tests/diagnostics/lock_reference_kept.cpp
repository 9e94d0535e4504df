// SPDX-License-Identifier: GPL-2.0
//! A reference that outlives its lock.
// BEFORE: 4
#include <kernel/prelude.hpp>

using namespace kernel;

struct Queue {
	Mutex<u32, "queue.count"> count;
};
u32 use(Queue &queue);
u32 use(Queue &queue)
{
#ifdef FIXED
	auto count = queue.count.lock();
	return ++*count;
#else
	u32 &count = *queue.count.lock(); // MISTAKE: while the guard lives
	return ++count;
#endif
}
