// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/sync/lock_order.hpp refuses.
#include <kernel/sync/lock_order.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/spinlock.hpp>

using namespace kernel;

// REFUSED order_across_functions: lock order: this lock does not come After<> the one that is held
using Table = Mutex<u32, "test.table", Outermost>;
using Queue = Mutex<u32, "test.queue", After<Table>>;

static u32 rows(Table &table_lock, Held<Queue> held)
{
#ifdef FIXED
	(void)held;
	return *table_lock.lock(nothing_held);
#else
	return *table_lock.lock(held); // takes the table's lock while the caller holds the queue's
#endif
}

u32 refill(Table &table_lock, Queue &queue_lock);
u32 refill(Table &table_lock, Queue &queue_lock)
{
	auto queue = queue_lock.lock(nothing_held);
	return rows(table_lock, queue) + *queue;
}

// REFUSED order_after_unordered: lock order: After<> names a lock that has no order itself
#ifdef FIXED
using First = Mutex<u32, "test.first", Outermost>;
#else
using First = Mutex<u32, "test.first">;
#endif
using Second = Mutex<u32, "test.second", After<First>>;

u32 both(First &first_lock, Second &second_lock);
u32 both(First &, Second &second_lock)
{
	return *second_lock.lock(nothing_held);
}

// REFUSED order_reversed: lock order: this lock does not come After<> the one that is held
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

// REFUSED order_same_lock_twice: lock order: this lock does not come After<> the one that is held
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

// REFUSED order_sleeps_in_callee_under_spinlock: sleeping while atomic: this lock may sleep, and a spinning lock is held
using Fast = SpinLock<u32, "test.fast">;
using Slow = Mutex<u32, "test.slow">;

static u32 slow_part(Slow &slow_lock, Held<Fast> held)
{
#ifdef FIXED
	(void)held;
	(void)slow_lock;
	return 0;
#else
	return *slow_lock.lock(held);
#endif
}

u32 both(Fast &fast_lock, Slow &slow_lock);
u32 both(Fast &fast_lock, Slow &slow_lock)
{
	auto fast = fast_lock.lock();
	return slow_part(slow_lock, fast) + *fast;
}

// REFUSED order_sleeps_under_spinlock: sleeping while atomic: this lock may sleep, and a spinning lock is held
using Fast = SpinLock<u32, "test.fast">;
using Slow = Mutex<u32, "test.slow">;

u32 both(Fast &fast_lock, Slow &slow_lock);
u32 both(Fast &fast_lock, Slow &slow_lock)
{
#ifdef FIXED
	auto slow = slow_lock.lock();
	auto fast = fast_lock.lock(slow);
#else
	auto fast = fast_lock.lock();
	auto slow = slow_lock.lock(fast);
#endif
	return *fast + *slow;
}

// REFUSED order_through_unordered: lock order: this lock does not come After<> the one that is held
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
	return *queue_lock.lock(side) + *side; // no order is declared between the side lock and the queue's
#endif
}

// REFUSED order_without_proof: lock order: this lock has one; say what is held
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

// REFUSED order_wrong_proof_passed: could not convert|no matching function
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
