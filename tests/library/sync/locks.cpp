// SPDX-License-Identifier: GPL-2.0
//! Every lock: as a local, as a static, with try_lock(), downgraded, released in between.
#include <linux/irqflags.hpp>
#include <linux/preempt.hpp>

#include <kernel/prelude.hpp>
#include <kernel/sync/locked_by.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/rwlock.hpp>
#include <kernel/sync/rwsem.hpp>
#include <kernel/sync/seqlock.hpp>
#include <kernel/sync/spinlock.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/wait/condvar.hpp>

using namespace kernel;

namespace {

struct Point {
	u64 x = 1, y = 2;
};

// Statics are ready before any code runs.
constinit Mutex<Point, "test.static.mutex"> static_mutex;
constinit SpinLock<u32, "test.static.spin"> static_spin(5u);
constinit RawSpinLock<u32, "test.static.raw"> static_raw(6u);
constinit RwLock<u32, "test.static.rwlock"> static_rwlock(7u);
constinit RwSemaphore<u32, "test.static.rwsem"> static_rwsem(8u);
constinit SeqLock<Point, "test.static.seqlock"> static_seqlock;

Result<> statics(kunit::Test &test)
{
	static_mutex.lock()->x += 1;
	test.expect_ge(static_mutex.lock()->x, 2);
	test.expect_eq(*static_spin.lock_irqsave(), 5);
	test.expect_eq(*static_raw.lock_irqsave(), 6);
	test.expect_eq(*static_rwlock.read(), 7);
	test.expect_eq(*static_rwsem.read(), 8);
	static_seqlock.write()->y = 9;
	test.expect_eq(static_seqlock.copy().y, 9);
	{
		auto point = static_mutex.lock();
		test.expect_error(static_mutex.try_lock(), EBUSY);
		point->y = 3;
	}
	test.expect_ok(static_mutex.try_lock());
	return ok;
}

Result<> mutex(kunit::Test &test)
{
	Mutex<Point, "test.mutex"> lock;
	{
		auto point = lock.lock();
		point->x = 10;
		test.expect_error(lock.try_lock(), EBUSY);
		test.expect(point.opens(lock));
	}
	test.expect_eq(TRY(lock.lock_interruptible())->x, 10);
	test.expect_eq(TRY(lock.lock_killable())->x, 10);
	auto held = TRY(lock.try_lock());
	std::move(held).unlock();
	test.expect_ok(lock.try_lock());
	// SAFETY: a local variable that nobody else knows.
	test.expect_eq(lock.data(unsafe).x, 10);
	return ok;
}

Result<> guard_is_handed_on(kunit::Test &test)
{
	Mutex<Point, "test.handed"> lock;
	auto taker = [&](auto guard) { return guard->x; };
	auto point = lock.lock();
	point->x = 4;
	test.expect_eq(taker(std::move(point)), 4);
	test.expect_ok(lock.try_lock());
	return ok;
}

Result<> while_unlocked(kunit::Test &test)
{
	Mutex<Point, "test.gap"> lock;
	SpinLock<u32, "test.spin_gap"> spin;
	auto point = lock.lock();
	const u64 seen = point.while_unlocked([&] {
		auto other = lock.lock();
		return ++other->x;
	});
	test.expect_eq(seen, point->x);
	test.expect_error(lock.try_lock(), EBUSY);
	auto number = spin.lock_irqsave();
	number.while_unlocked([&] { test.expect(!::irqs_disabled()); });
	test.expect(::irqs_disabled());
	return ok;
}

Result<> spinlock(kunit::Test &test)
{
	SpinLock<u32, "test.spin"> lock(1u);
	{
		auto number = lock.lock();
		*number += 1;
		test.expect_error(lock.try_lock(), EBUSY);
	}
	{
		auto number = lock.lock_irqsave();
		test.expect(::irqs_disabled());
		*number += 1;
	}
	test.expect(!::irqs_disabled());
	{
		auto number = lock.lock_irq();
		test.expect(::irqs_disabled());
		*number += 1;
	}
	test.expect(!::irqs_disabled());
	{
		auto number = lock.lock_bh();
		test.expect(::in_softirq());
		*number += 1;
	}
	test.expect(!::in_softirq());
	{
		auto number = TRY(lock.try_lock_irqsave());
		test.expect(::irqs_disabled());
		test.expect_error(lock.try_lock_irqsave(), EBUSY);
		*number += 1;
	}
	test.expect(!::irqs_disabled());
	{
		auto number = TRY(lock.try_lock_bh());
		*number += 1;
	}
	test.expect_eq(*lock.lock(), 7);
	return ok;
}

Result<> irqsave_nests(kunit::Test &test)
{
	SpinLock<u32, "test.spin.outer"> outer;
	SpinLock<u32, "test.spin.inner"> inner;
	auto first = outer.lock_irqsave();
	{
		auto second = inner.lock_irqsave();
		test.expect(::irqs_disabled());
	}
	test.expect(::irqs_disabled());
	return ok;
}

Result<> raw_spinlock(kunit::Test &test)
{
	RawSpinLock<u32, "test.raw"> lock(3u);
	{
		auto number = lock.lock_irqsave();
		test.expect(::irqs_disabled());
		*number = 4;
		test.expect_error(lock.try_lock(), EBUSY);
	}
	{
		auto number = lock.lock_irq();
		*number += 1;
	}
	{
		auto number = lock.lock_bh();
		*number += 1;
	}
	test.expect_eq(*lock.lock(), 6);
	return ok;
}

Result<> rwlock(kunit::Test &test)
{
	RwLock<u32, "test.rwlock"> lock(1u);
	{
		auto one = lock.read();
		test.expect_error(lock.try_write(), EBUSY);
		test.expect_eq(*one, 1);
	}
	{
		auto writer = lock.write_irqsave();
		test.expect(::irqs_disabled());
		*writer = 2;
		test.expect_error(lock.try_read(), EBUSY);
	}
	{
		auto writer = lock.write_bh();
		*writer += 1;
	}
	{
		auto writer = lock.write_irq();
		*writer += 1;
	}
	test.expect_eq(*lock.read_irqsave(), 4);
	test.expect_eq(*lock.read_bh(), 4);
	test.expect_eq(*lock.read_irq(), 4);
	test.expect_eq(*TRY(lock.try_write()), 4);
	return ok;
}

Result<> rwsem(kunit::Test &test)
{
	RwSemaphore<Point, "test.rwsem"> lock;
	{
		auto writer = lock.write();
		writer->x = 5;
		test.expect_error(lock.try_read(), EBUSY);
		auto reader = std::move(writer).downgrade();
		test.expect_eq(reader->x, 5);
		test.expect_error(lock.try_write(), EBUSY);
	}
	{
		auto writer = TRY(lock.write_killable());
		writer->y = 6;
	}
	test.expect_eq(TRY(lock.read_interruptible())->y, 6);
	test.expect_ok(lock.try_write());
	return ok;
}

Result<> seqlock(kunit::Test &test)
{
	SeqLock<Point, "test.seqlock"> lock;
	{
		auto writer = lock.write();
		writer->x = writer->y = 7;
	}
	Point seen = lock.copy();
	test.expect(seen.x == 7 && seen.y == 7);
	{
		auto writer = lock.write_irqsave();
		test.expect(::irqs_disabled());
		writer->x = 8;
	}
	lock.write_bh()->y = 9;
	lock.write_irq()->y++;
	seen = lock.copy();
	test.expect(seen.x == 8 && seen.y == 10);
	return ok;
}

Result<> locked_by(kunit::Test &test)
{
	using Lock = Mutex<u32, "test.owner">;
	Lock mine, other;
	LockedBy<Point, Lock> data(mine);
	{
		auto guard = mine.lock();
		Point *point = data.get(guard);
		TRY(test.require(point));
		point->x = 11;
	}
	{
		auto wrong = other.lock();
		test.expect_null(data.get(wrong));
	}
	auto right = mine.lock();
	test.expect_eq(data.get(right)->x, 11);
	return ok;
}

Result<> pinned_data(kunit::Test &test)
{
	struct Fixed : Pinned {
		explicit Fixed(u32 n) : number(n), place(this) {}
		u32 number;
		Fixed *place;
	};
	Mutex<Fixed, "test.fixed"> lock(4u);
	auto fixed = lock.lock();
	test.expect(fixed->place == &*fixed);
	test.expect_eq(fixed->number, 4);
	return ok;
}

Result<> condvar_times_out(kunit::Test &test)
{
	Mutex<u32, "test.cond.lock"> lock;
	CondVar<"test.cond"> more;
	auto number = lock.lock();
	test.expect_error(more.wait_timeout(number, 5_ms), ETIMEDOUT);
	*number = 1; // the lock is held again here
	test.expect_error(lock.try_lock(), EBUSY);
	more.notify_one();
	more.notify_all();
	return ok;
}

static_assert(sizeof(Mutex<Point, "test.size">) == sizeof(::mutex) + sizeof(Point));
static_assert(sizeof(Mutex<void, "test.size">) == sizeof(::mutex));
struct Holder : Pinned {
	Mutex<u64, "test.size"> first; // as the first member, it takes no more space than in C
	WaitQueue<"test.size"> queue;
};
static_assert(sizeof(Holder) == sizeof(::mutex) + sizeof(u64) + sizeof(::wait_queue_head));

} // namespace

KUNIT_SUITE(locks, { "statics", statics }, { "mutex", mutex }, { "guard_is_handed_on", guard_is_handed_on },
	    { "while_unlocked", while_unlocked }, { "spinlock", spinlock }, { "irqsave_nests", irqsave_nests },
	    { "raw_spinlock", raw_spinlock }, { "rwlock", rwlock }, { "rwsem", rwsem }, { "seqlock", seqlock },
	    { "locked_by", locked_by }, { "pinned_data", pinned_data }, { "condvar_times_out", condvar_times_out });
