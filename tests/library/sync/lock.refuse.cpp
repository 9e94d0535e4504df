// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/sync/lock.hpp refuses.
#include <kernel/memory/box.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/lock.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/rwsem.hpp>
#include <kernel/sync/seqlock.hpp>
#include <kernel/sync/spinlock.hpp>

using namespace kernel;

// REFUSED lock_data_of_shared: discards qualifiers
// A shared lock is const, so its data is reached through a guard only.
u32 peek(const Mutex<u32, "test.lock"> &lock);
u32 peek(const Mutex<u32, "test.lock"> &lock)
{
#ifdef FIXED
	return *lock.lock();
#else
	// SAFETY: none; the compiler refuses it.
	return lock.data(unsafe);
#endif
}

// REFUSED lock_data_of_callers_lock: no matching function
// A lock that is not const may be shared nevertheless: a static, or a member of an object with a timer.
u32 peek(Mutex<u32, "test.lock"> &lock);
u32 peek(Mutex<u32, "test.lock"> &lock)
{
#ifdef FIXED
	return *lock.lock();
#else
	return lock.data();
#endif
}

// REFUSED lock_data_without_guard: is private within this context
u32 peek(Mutex<u32, "test.lock"> &lock);
u32 peek(Mutex<u32, "test.lock"> &lock)
{
#ifdef FIXED
	return *lock.lock();
#else
	return lock.data_;
#endif
}

// REFUSED lock_guard_copied: use of deleted function .*Guard
void twice(Mutex<u32, "test.lock"> &lock);
void twice(Mutex<u32, "test.lock"> &lock)
{
	auto guard = lock.lock();
#ifdef FIXED
	auto other = std::move(guard);
#else
	auto other = guard;
#endif
	*other = 1;
}

// REFUSED lock_guard_dropped: ignoring return(ed)? value
u32 count(Mutex<u32, "test.lock"> &lock);
u32 count(Mutex<u32, "test.lock"> &lock)
{
#ifdef FIXED
	auto number = lock.lock();
	return ++*number;
#else
	lock.lock(); // unlocked at once
	return 0;
#endif
}

// REFUSED lock_moved: use of deleted function
using TestLock = SpinLock<u32, "test.lock">;

void move_it(TestLock &from);
void move_it(TestLock &from)
{
#ifdef FIXED
	TestLock to(*from.lock());
#else
	TestLock to(std::move(from));
#endif
	*to.lock().operator->() = 1;
}

// REFUSED lock_mutex_with_interrupts_off: constraint
#ifdef FIXED
using TestLock = SpinLock<u32, "test.lock">;
#else
using TestLock = Mutex<u32, "test.lock">;
#endif

u32 read(TestLock &lock);
u32 read(TestLock &lock)
{
	return *lock.lock_irqsave();
}

// REFUSED lock_of_temporary: use of deleted function
using TestLock = Mutex<u32, "test.lock">;

u32 gone();
u32 gone()
{
#ifdef FIXED
	TestLock lock(3u);
	auto guard = lock.lock();
#else
	auto guard = TestLock(3u).lock(); // the guard would outlive its lock
#endif
	return *guard;
}

// REFUSED lock_reference_outlives_guard: cannot bind non-const lvalue reference|deleted function
void keep(Mutex<u32, "test.lock"> &lock);
void keep(Mutex<u32, "test.lock"> &lock)
{
#ifdef FIXED
	auto guard = lock.lock();
	u32 &number = *guard;
#else
	u32 &number = *lock.lock(); // the guard is destroyed at the semicolon
#endif
	number = 1;
}

// REFUSED lock_seqlock_tried: can_be_tried
// The kernel has no write_tryseqlock().
void use(const SeqLock<u64, "test.time"> &time);
void use(const SeqLock<u64, "test.time"> &time)
{
#ifdef FIXED
	auto now = time.write();
#else
	auto now = time.try_write();
#endif
	*now += 1;
}

// REFUSED lock_seqlock_with_pointer_owner: constraint
#ifdef FIXED
SeqLock<u64, "test.lock"> lock;
#else
SeqLock<Box<u64>, "test.lock"> lock; // a reader could copy half of an owner
#endif

// REFUSED lock_struct_of_temporary_guard: use of deleted function .*Guard
struct Point {
	u32 x, y;
};

void keep(Mutex<Point, "test.lock"> &lock);
void keep(Mutex<Point, "test.lock"> &lock)
{
#ifdef FIXED
	auto guard = lock.lock();
	Point &point = *guard;
#else
	Point &point = *lock.lock();
#endif
	point.x = 1;
}

// REFUSED lock_without_name: wrong number of template arguments
#ifdef FIXED
Mutex<u32, "test.lock"> lock;
#else
Mutex<u32> lock;
#endif

// REFUSED lock_write_through_read_guard: assignment of read-only location
void set(RwSemaphore<u32, "test.lock"> &lock);
void set(RwSemaphore<u32, "test.lock"> &lock)
{
#ifdef FIXED
	auto number = lock.write();
#else
	auto number = lock.read();
#endif
	*number = 1;
}
