// SPDX-License-Identifier: GPL-2.0
// EXPECT: lock order: this lock does not come After<> the one that is held
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/spinlock.hpp>

using namespace kernel;

using Table = Mutex<u32, "test.table", Outermost>;
using Queue = Mutex<u32, "test.queue", After<Table>>;

u32 both(Queue &one, Queue &two);
u32 both(Queue &one, Queue &two)
{
#ifdef FIXED
	u32 first = *one.lock(nothing_held);
	return first + *two.lock(nothing_held);
#else
	auto first = one.lock(nothing_held);
	return *first + *two.lock(first);
#endif
}
