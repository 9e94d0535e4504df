// SPDX-License-Identifier: GPL-2.0
//! RCU: readers find the current object, and removed objects are destroyed at the right time.
#include "rcu_helpers.hpp"

#include <kernel/sync/spinlock.hpp>

using namespace kernel;

namespace {

struct State {
	RcuPtr<Witness> witness;
};
using Lock = Mutex<State, "test.rcu">;

struct Numbers {
	u32 a, b;
};
constinit StaticRcuPtr<Numbers> static_numbers;

Result<RcuBox<Witness>> make(Count &alive, u32 number = 0)
{
	return make_rcu_box<Witness>(GFP_KERNEL, alive, number);
}

Result<> box(kunit::Test &test)
{
	Count alive;
	{
		auto one = TRY(make(alive, 1));
		auto two = TRY(make(alive, 2));
		test.expect_eq(alive.load(relaxed), 2);
		auto moved = std::move(one);
		test.expect_eq(moved->number, 1);
		moved = std::move(two); // frees the first object at once
		test.expect_eq(alive.load(relaxed), 1);
		test.expect_eq((*moved).number, 2);
		Witness *raw = std::move(moved).into_raw();
		test.expect_eq(alive.load(relaxed), 1);
		// SAFETY: from into_raw() above; nobody reads the object.
		auto back = RcuBox<Witness>::from_raw(unsafe, raw);
		back->number = 3;
		test.expect_eq(back.get()->number, 3);
	}
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

Result<> finds_what_was_put(kunit::Test &test)
{
	Count alive;
	{
		Lock lock;
		const auto &witness = rcu::unlocked(lock, &State::witness);
		rcu::synchronize();
		test.expect(witness.empty());
		{
			rcu::ReadGuard reading;
			test.expect_null(witness.get(reading));
		}
		auto first = TRY(make(alive, 1)), second = TRY(make(alive, 2));
		lock.lock()->witness.replace(std::move(first));
		{
			// Reads without taking the lock, while it is held.
			auto state = lock.lock();
			rcu::ReadGuard reading;
			const Witness *found = witness.get(reading);
			TRY(test.require_not_null(found));
			test.expect_eq(found->number, 1);
			test.expect(state->witness.current() == found);
			state->witness.replace(std::move(second));
			test.expect(found->fine()); // valid as long as the guard
			test.expect_eq(witness.get(reading)->number, 2);
		}
		test.expect(!witness.empty());
	}
	rcu::barrier();
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

Result<> guards_nest(kunit::Test &test)
{
	Count alive;
	RcuPtr<Witness> pointer(TRY(make(alive, 4)));
	rcu::ReadGuard outer;
	{
		rcu::ReadGuard inner;
		test.expect_eq(pointer.get(inner)->number, 4);
	}
	test.expect(rcu::reading());
	test.expect(pointer.get(outer)->fine());
	return ok;
}

Result<> retired_is_readable(kunit::Test &test)
{
	Count alive;
	RcuPtr<Witness> pointer(TRY(make(alive, 5)));
	{
		auto old = pointer.take();
		test.expect(bool(old));
		test.expect_eq(old.get()->number, 5);
		test.expect(pointer.empty());
		auto moved = std::move(old);
		test.expect(!old);
		test.expect(moved.get()->fine());
		test.expect_eq(alive.load(relaxed), 1);
	}
	rcu::barrier();
	test.expect_eq(alive.load(relaxed), 0);
	auto none = pointer.take();
	test.expect(!none);
	test.expect_null(none.get());
	test.expect_error(none.reclaim(), ENOENT);
	return ok;
}

Result<> reclaims(kunit::Test &test)
{
	Count alive;
	{
		RcuPtr<Witness> pointer(TRY(make(alive, 6)));
		auto old = pointer.take();
		auto mine = TRY(old.reclaim());
		test.expect(!old);
		mine->number = mine->copy = 7; // reclaim() made it exclusive
		pointer.replace(std::move(mine));
		rcu::ReadGuard reading;
		test.expect_eq(pointer.get(reading)->number, 7);
	}
	rcu::barrier();
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

/// wait() destroys the object in the calling task, where the destructor may sleep.
Result<> waits(kunit::Test &test)
{
	struct Sleeper {
		explicit Sleeper(::task_struct *&where) : where(where) {}
		~Sleeper()
		{
			::msleep(1);
			where = ::kxx_current();
		}
		::task_struct *&where;
	};
	::task_struct *where = nullptr;
	RcuPtr<Sleeper> pointer(TRY(make_rcu_box<Sleeper>(GFP_KERNEL, where)));
	auto old = pointer.take();
	old.wait();
	test.expect(where == ::kxx_current());
	return ok;
}

/// A reader that stays in its section until it is told to leave.
struct Slow {
	Lock lock;
	Count alive;
	Completion<"test.rcu.inside"> inside;
	Atomic<bool> leave;
	Atomic<u32> wrong;
	Atomic<bool> left;

	static void read(const ThisKthread &self, Slow *slow)
	{
		rcu::ReadGuard reading;
		auto *found = rcu::unlocked(slow->lock, &State::witness).get(reading);
		slow->inside.complete();
		// Some milliseconds at most; nothing may sleep here.
		while (!slow->leave.load(relaxed) && !self.should_stop())
			cpu_relax();
		if (!found || !found->fine())
			slow->wrong.inc();
		slow->left.store(true, relaxed);
	}
};

Result<> waits_for_readers(kunit::Test &test)
{
	Slow slow;
	auto next = TRY(make(slow.alive, 1));
	slow.lock.lock()->witness.replace(std::move(next));
	// SAFETY: `slow` lives until the thread has been joined.
	auto thread = TRY(Kthread::run(fmt("kxx-reader"), Slow::read, Outlives(unsafe, &slow)));

	slow.inside.wait();
	auto old = slow.lock.lock()->witness.take();
	auto period = rcu::GracePeriod::start();
	::msleep(5);
	test.expect_eq(slow.alive.load(relaxed), 1);
	test.expect(!period.over());
	slow.leave.store(true, relaxed);
	old.wait();
	test.expect(slow.left.load(relaxed));
	test.expect_eq(slow.wrong.load(relaxed), 0);
	test.expect_eq(slow.alive.load(relaxed), 0);
	period.wait();
	test.expect(period.over());
	return ok;
}

Result<> calls_wait_for_readers(kunit::Test &test)
{
	Slow slow;
	auto next = TRY(make(slow.alive, 1));
	slow.lock.lock()->witness.replace(std::move(next));
	// SAFETY: `slow` lives until the thread has been joined.
	auto thread = TRY(Kthread::run(fmt("kxx-reader"), Slow::read, Outlives(unsafe, &slow)));

	slow.inside.wait();
	slow.lock.lock()->witness.take(); // queues the callback at once
	::msleep(10);
	test.expect_eq(slow.alive.load(relaxed), 1);
	slow.leave.store(true, relaxed);
	test.expect(soon([&] { return slow.left.load(relaxed); }));
	rcu::barrier();
	test.expect_eq(slow.wrong.load(relaxed), 0);
	test.expect_eq(slow.alive.load(relaxed), 0);
	return ok;
}

Result<> under_a_spinlock(kunit::Test &test)
{
	struct Data {
		RcuPtr<Witness> witness;
		RcuPtr<Numbers> numbers;
	};
	Count alive;
	{
		SpinLock<Data, "test.rcu.spin"> lock;
		for (u32 i = 0; i < 20; i++) {
			auto witness = TRY(make(alive, i));
			auto numbers = TRY(make_rcu_box<Numbers>(GFP_KERNEL, i, i));
			auto data = lock.lock_irqsave(); // neither call nor kfree_rcu() sleeps
			data->witness.replace(std::move(witness));
			data->numbers.replace(std::move(numbers));
		}
		rcu::ReadGuard reading;
		test.expect_eq(rcu::unlocked(lock, &Data::numbers).get(reading)->b, 19);
		test.expect_eq(rcu::unlocked(lock, &Data::witness).get(reading)->number, 19);
	}
	rcu::barrier();
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

Result<> statics(kunit::Test &test)
{
	static_numbers.replace(TRY(make_rcu_box<Numbers>(GFP_KERNEL, 1u, 2u)));
	{
		rcu::ReadGuard reading;
		test.expect_eq(static_numbers.get(reading)->b, 2);
	}
	const auto &shared = static_numbers;
	auto next = TRY(make_rcu_box<Numbers>(GFP_KERNEL, 3u, 4u));
	// SAFETY: no other task knows the pointer.
	auto old = shared.replace(unsafe, std::move(next));
	test.expect_eq(old.get()->a, 1);
	// SAFETY: no other task knows the pointer.
	auto last = shared.take(unsafe);
	test.expect_eq(last.get()->a, 3);
	test.expect(static_numbers.empty());
	return ok;
}

/// Owns other objects: its RCU callback queues another callback.
struct Chain {
	Chain(Atomic<u32> &alive, u32 depth) : witness(alive, depth) {}
	Witness witness;
	RcuPtr<Chain> next;
};

Result<RcuBox<Chain>> make_chain(Atomic<u32> &alive, u32 depth)
{
	auto head = TRY(make_rcu_box<Chain>(GFP_KERNEL, alive, 0u));
	for (u32 i = 1; i < depth; i++) {
		auto longer = TRY(make_rcu_box<Chain>(GFP_KERNEL, alive, i));
		longer->next.replace(std::move(head));
		head = std::move(longer);
	}
	return head;
}

Result<> calls_ask_for_calls(kunit::Test &test)
{
	Count alive;
	{
		RcuPtr<Chain> chain(TRY(make_chain(alive, 5)));
		test.expect_eq(alive.load(relaxed), 5);
	}
	test.expect(detail::wait_for_rcu_calls != nullptr);
	if (detail::wait_for_rcu_calls)
		detail::wait_for_rcu_calls(); // unloading does the same
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

/// Readers run on all CPUs while every object is replaced 1000 times: none sees a destroyed object.
struct Storm {
	Lock lock;
	Count alive;
	Atomic<u32> reads;
	Atomic<u32> wrong;
	Atomic<u32> back;

	static void read(const ThisKthread &self, Storm *storm)
	{
		const auto &witness = rcu::unlocked(storm->lock, &State::witness);
		u32 last = 0;
		while (!self.should_stop()) {
			for (u32 i = 0; i < 50; i++) {
				rcu::ReadGuard reading;
				auto *found = witness.get(reading);
				if (!found)
					continue;
				if (!found->fine())
					storm->wrong.inc();
				// The numbers only increase.
				if (found->number < last)
					storm->back.inc();
				last = found->number;
				if (i % 8 == 0)
					cpu_relax();
				if (!found->fine())
					storm->wrong.inc();
				storm->reads.inc();
			}
			::kxx_cond_resched();
		}
	}
};

template <bool waiting>
Result<> storm(kunit::Test &test)
{
	Storm storm;
	{
		Vec<Kthread> readers;
		TRY(readers.reserve(3, GFP_KERNEL));
		for (u32 i = 0; i < 3; i++)
			TRY(readers.push(TRY(Kthread::run(fmt("kxx-reader/{}", i), Storm::read,
							  // SAFETY: `storm` lives until the threads have been joined.
							  Outlives(unsafe, &storm))),
					 GFP_KERNEL));
		const u32 rounds = test.rounds(waiting ? 100 : 1000);
		for (u32 i = 1; i <= rounds; i++) {
			auto next = TRY(make(storm.alive, i));
			auto old = storm.lock.lock()->witness.replace(std::move(next));
			if constexpr (waiting)
				old.wait();
			if (i % 100 == 0)
				::msleep(1);
		}
		test.expect(soon([&] { return storm.reads.load(relaxed) > 0; }));
	}
	storm.lock.lock()->witness.take();
	rcu::barrier();
	test.expect_eq(storm.wrong.load(relaxed), 0);
	test.expect_eq(storm.back.load(relaxed), 0);
	test.expect_eq(storm.alive.load(relaxed), 0);
	test.info("{} reads", storm.reads.load(relaxed));
	return ok;
}

void grace_periods(kunit::Test &test)
{
	auto period = rcu::GracePeriod::start();
	rcu::synchronize();
	test.expect(period.over());
	period.wait();
	auto other = rcu::GracePeriod::start();
	rcu::synchronize_expedited();
	other.wait();
	test.expect(other.over());
	rcu::barrier();
}

/// Unloading has to wait for these: pending callbacks, and those that they queue. The module's code must stay until
/// they have returned.
constinit Atomic<u32> left_behind;

Result<> leaves_calls_behind(kunit::Test &)
{
	for (u32 i = 0; i < 20; i++)
		RcuPtr<Chain> chain(TRY(make_chain(left_behind, 6)));
	return ok;
}

} // namespace

KUNIT_SUITE(rcu, { "box", box }, { "finds_what_was_put", finds_what_was_put }, { "guards_nest", guards_nest },
	    { "retired_is_readable", retired_is_readable }, { "reclaims", reclaims }, { "waits", waits },
	    { "waits_for_readers", waits_for_readers }, { "calls_wait_for_readers", calls_wait_for_readers },
	    { "under_a_spinlock", under_a_spinlock }, { "statics", statics },
	    { "calls_ask_for_calls", calls_ask_for_calls }, { "storm", storm<false> }, { "storm_waiting", storm<true> },
	    { "grace_periods", grace_periods }, { "leaves_calls_behind", leaves_calls_behind });
