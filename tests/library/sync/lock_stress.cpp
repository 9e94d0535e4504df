// SPDX-License-Identifier: GPL-2.0
//! Locks from two CPUs at once: the protected values add up, and are never seen half-changed.
#include <kernel/memory/arc.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/local_lock.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/rwlock.hpp>
#include <kernel/sync/rwsem.hpp>
#include <kernel/sync/seqlock.hpp>
#include <kernel/sync/spinlock.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/wait/condvar.hpp>

using namespace kernel;

namespace {

constexpr u32 rounds = 2000;

struct Pair {
	u64 a = 0, b = 0;
};

/// Adds in a thread and here, `rounds` times each; `add` changes a shared T.
template <typename T, typename Add>
Result<> two_add(kunit::Test &test, Arc<T> shared, Add add)
{
	auto thread = TRY(Kthread::run(
		fmt("kxx-adds"),
		[](const ThisKthread &, Arc<T> object) -> Result<int> {
			for (u32 i = 0; i < rounds; i++)
				Add{}(*object);
			return 7;
		},
		shared.share()));
	for (u32 i = 0; i < rounds; i++)
		add(*shared);
	// A stop() before the thread has begun would end it early, so this waits for the sum instead.
	while (shared->total() < 2 * rounds)
		::schedule_timeout_uninterruptible(1);
	test.expect_eq(TRY(thread.stop()), 7);
	test.expect_eq(shared->total(), 2 * rounds);
	return ok;
}

/// A counter under a lock of some kind.
template <typename Lock>
struct Counter {
	Lock lock;
	u64 total() const
	{
		if constexpr (requires { lock.read(); })
			return lock.read()->a;
		else
			return lock.lock()->a;
	}
};

Result<> mutex(kunit::Test &test)
{
	using Shared = Counter<Mutex<Pair, "stress.mutex">>;
	return two_add(test, TRY(make_arc<Shared>(GFP_KERNEL)), [](const Shared &shared) {
		auto pair = shared.lock.lock();
		pair->a++;
	});
}

Result<> spinlock(kunit::Test &test)
{
	using Shared = Counter<SpinLock<Pair, "stress.spin">>;
	return two_add(test, TRY(make_arc<Shared>(GFP_KERNEL)), [](const Shared &shared) {
		auto pair = shared.lock.lock();
		pair->a++;
	});
}

Result<> spinlock_irqsave(kunit::Test &test)
{
	using Shared = Counter<SpinLock<Pair, "stress.spin.irq">>;
	return two_add(test, TRY(make_arc<Shared>(GFP_KERNEL)), [](const Shared &shared) {
		auto pair = shared.lock.lock_irqsave();
		pair->a++;
	});
}

Result<> rwlock(kunit::Test &test)
{
	using Shared = Counter<RwLock<Pair, "stress.rwlock">>;
	return two_add(test, TRY(make_arc<Shared>(GFP_KERNEL)), [](const Shared &shared) {
		auto pair = shared.lock.write();
		pair->a++;
	});
}

Result<> rwsem(kunit::Test &test)
{
	using Shared = Counter<RwSemaphore<Pair, "stress.rwsem">>;
	return two_add(test, TRY(make_arc<Shared>(GFP_KERNEL)), [](const Shared &shared) {
		auto pair = shared.lock.write();
		pair->a++;
	});
}

Result<> seqlock_is_consistent(kunit::Test &test)
{
	struct Shared {
		SeqLock<Pair, "stress.seqlock"> lock;
	};
	auto shared = TRY(make_arc<Shared>(GFP_KERNEL));
	auto writer = TRY(Kthread::run(
		fmt("kxx-writes"),
		[](const ThisKthread &self, Arc<Shared> object) -> Result<int> {
			int written = 0;
			do {
				auto pair = object->lock.write();
				pair->a++;
				pair->b++;
				written++;
			} while (!self.should_stop());
			return written;
		},
		shared.share()));
	for (u32 i = 0; i < 20 * rounds; i++) {
		Pair seen = shared->lock.copy();
		TRY(test.require_eq(seen.a, seen.b));
	}
	// If the writer was stopped before it began, it never ran.
	auto written = writer.stop();
	test.expect(written.is_ok() || written.error() == EINTR);
	return ok;
}

Result<> condvar_hands_over(kunit::Test &test)
{
	struct Shared {
		Mutex<u32, "stress.items"> items;
		CondVar<"stress.more"> more;
	};
	auto shared = TRY(make_arc<Shared>(GFP_KERNEL));
	auto producer = TRY(Kthread::run(
		fmt("kxx-makes"),
		[](const ThisKthread &, Arc<Shared> object) -> Result<int> {
			for (u32 i = 0; i < 100; i++) {
				auto items = object->items.lock();
				*items += 1;
				object->more.notify_one();
			}
			return 100;
		},
		shared.share()));
	u32 taken = 0;
	while (taken < 100) {
		auto items = shared->items.lock();
		while (*items == 0)
			shared->more.wait(items);
		taken += *items;
		*items = 0;
	}
	test.expect_eq(taken, 100);
	test.expect_eq(TRY(producer.stop()), 100);
	return ok;
}

Result<> local_lock(kunit::Test &test)
{
	struct Shared {
		LocalLock<Pair, "stress.local"> locks;
	};
	auto shared = TRY(make_arc<Shared>(GFP_KERNEL, TRY((LocalLock<Pair, "stress.local">::create(GFP_KERNEL)))));
	auto other = TRY(Kthread::run(
		fmt("kxx-local"),
		[](const ThisKthread &, Arc<Shared> object) -> Result<int> {
			for (u32 i = 0; i < rounds; i++)
				object->locks.lock_irqsave()->a++;
			return 1;
		},
		shared.share()));
	for (u32 i = 0; i < rounds; i++)
		shared->locks.lock_irqsave()->a++;
	auto sum = [&] {
		u64 all = 0;
		const_cast<Shared &>(*shared).locks.for_each([&](Pair &pair) { all += pair.a; });
		return all;
	};
	while (sum() < 2 * rounds)
		::schedule_timeout_uninterruptible(1);
	test.expect_eq(TRY(other.stop()), 1);
	test.expect_eq(sum(), 2 * rounds);
	return ok;
}

} // namespace

KUNIT_SUITE(lock_stress, { "mutex", mutex }, { "spinlock", spinlock }, { "spinlock_irqsave", spinlock_irqsave },
	    { "rwlock", rwlock }, { "rwsem", rwsem }, { "seqlock_is_consistent", seqlock_is_consistent },
	    { "condvar_hands_over", condvar_hands_over }, { "local_lock", local_lock });
