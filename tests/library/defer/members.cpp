// SPDX-License-Identifier: GPL-2.0
//! Work in a member: it calls its owner, and its destructor waits.
#include "gate.hpp"

namespace {

/// Counts its calls.
class Counter final : Pinned {
public:
	void count() const { calls_.inc(); }
	u32 calls_so_far() const { return calls_.load(relaxed); }

private:
	u64 before_ = 0x5a5a5a5a5a5a5a5a;
	Atomic<u32> calls_;

public:
	Work<Counter, "test.counter"> work{ calls<&Counter::count, &Counter::work> };
};

Result<> runs_on_every_system_queue(kunit::Test &test)
{
	const SystemQueue queues[] = { workqueue::system(),
				       workqueue::highpri(),
				       workqueue::long_(),
				       workqueue::unbound(),
				       workqueue::freezable(),
				       workqueue::power_efficient(),
				       workqueue::freezable_power_efficient() };
	Counter counter;
	u32 expected = 0;

	for (const SystemQueue &queue : queues) {
		test.expect(queue.enqueue(counter.work));
		counter.work.flush();
		test.expect_eq(counter.calls_so_far(), ++expected);
	}
	return ok;
}

Result<> pending_is_refused(kunit::Test &test)
{
	auto queue = TRY(one_by_one());
	auto gate = TRY(Gate::close(queue));
	Counter counter;

	test.expect(queue.enqueue(counter.work));
	test.expect(!queue.enqueue(counter.work));
	test.expect(!queue.enqueue_on(0, counter.work));
	test.expect(counter.work.pending());
	gate.open();
	queue.flush();
	test.expect_eq(counter.calls_so_far(), 1u);
	test.expect(!counter.work.pending());
	return ok;
}

Result<> cancel_before_it_began(kunit::Test &test)
{
	auto queue = TRY(one_by_one());
	auto gate = TRY(Gate::close(queue));
	Counter counter;

	test.expect(!counter.work.cancel());
	queue.enqueue(counter.work);
	test.expect(counter.work.cancel());
	test.expect(!counter.work.cancel());
	queue.enqueue(counter.work);
	test.expect(counter.work.cancel_sync());
	gate.open();
	queue.flush();
	test.expect_eq(counter.calls_so_far(), 0u);
	return ok;
}

Result<> destroyed_while_pending(kunit::Test &test)
{
	auto queue = TRY(one_by_one());
	auto gate = TRY(Gate::close(queue));
	{
		auto counter = TRY(make_box<Counter>(GFP_KERNEL));
		queue.enqueue(counter->work);
		test.expect(counter->work.pending());
	}
	gate.open();
	queue.flush(); // finds no item of the destroyed object
	return ok;
}

/// Runs for a while, and shows how far it is.
class Slow final : Pinned {
public:
	explicit Slow(const Counts &counts) : counts_(counts) {}
	void linger() const
	{
		counts_.runs.inc();
		begun.complete();
		::msleep(20);
		counts_.alive.inc(); // shows that the run has ended
	}

	Completion<"test.begun"> begun;

private:
	const Counts &counts_;

public:
	Work<Slow, "test.slow"> work{ calls<&Slow::linger, &Slow::work> };
};

Result<> cancel_sync_waits_for_a_run(kunit::Test &test)
{
	Counts counts;
	Slow slow(counts);

	workqueue::unbound().enqueue(slow.work);
	slow.begun.wait();
	test.expect(!slow.work.cancel()); // it runs already, and cancel() does not wait
	test.expect(!slow.work.cancel_sync());
	test.expect_eq(counts.alive.load(relaxed), 1u);
	return ok;
}

Result<> destructor_waits_for_a_run(kunit::Test &test)
{
	Counts counts;
	{
		auto slow = TRY(make_box<Slow>(GFP_KERNEL, counts));
		workqueue::unbound().enqueue(slow->work);
		slow->begun.wait();
	}
	test.expect_eq(counts.runs.load(relaxed), 1u);
	test.expect_eq(counts.alive.load(relaxed), 1u);
	return ok;
}

Result<> flush_waits_for_a_run(kunit::Test &test)
{
	Counts counts;
	Slow slow(counts);

	workqueue::unbound().enqueue(slow.work);
	slow.begun.wait();
	test.expect(slow.work.flush());
	test.expect_eq(counts.alive.load(relaxed), 1u);
	return ok;
}

/// Never stops of its own accord.
class Forever final : Pinned {
public:
	void again() const
	{
		rounds.inc();
		begun.complete();
		workqueue::system().enqueue(work);
	}

	Atomic<u32> rounds;
	Completion<"test.begun"> begun;
	Work<Forever, "test.forever"> work{ calls<&Forever::again, &Forever::work> };
};
Result<> destructor_ends_what_enqueues_itself(kunit::Test &test)
{
	auto forever = TRY(make_box<Forever>(GFP_KERNEL));

	workqueue::system().enqueue(forever->work);
	forever->begun.wait();
	forever->begun.wait();
	test.expect_ge(forever->rounds.load(relaxed), 2u);
	return ok;
}

Result<> shutdown_is_for_good(kunit::Test &test)
{
	Counter counter;

	workqueue::system().enqueue(counter.work);
	counter.work.flush();
	counter.work.shutdown();
	test.expect(!workqueue::system().enqueue(counter.work));
	test.expect(!workqueue::system().enqueue_on(0, counter.work));
	counter.work.shutdown();
	test.expect(!counter.work.flush());
	test.expect(!counter.work.cancel_sync());
	::msleep(5);
	test.expect_eq(counter.calls_so_far(), 1u);
	return ok;
}

/// Two members, each with a function of its own.
class Pair final : Pinned {
public:
	void left() const { lefts.inc(); }
	void right() const { rights.inc(); }

	Atomic<u32> lefts, rights;
	Work<Pair, "test.pair_left"> left_work{ calls<&Pair::left, &Pair::left_work, &Pair::right_work> };
	Work<Pair, "test.pair_right"> right_work{ calls<&Pair::right, &Pair::right_work> };
};
Result<> each_member_calls_its_own(kunit::Test &test)
{
	Pair pair;

	workqueue::system().enqueue(pair.right_work);
	pair.right_work.flush();
	test.expect_eq(pair.lefts.load(relaxed), 0u);
	test.expect_eq(pair.rights.load(relaxed), 1u);
	workqueue::system().enqueue(pair.left_work);
	pair.left_work.flush();
	test.expect_eq(pair.lefts.load(relaxed), 1u);
	return ok;
}

Result<> own_queue_may_go_first(kunit::Test &test)
{
	Counter counter;
	{
		auto queue = TRY(one_by_one());
		queue.enqueue(counter.work);
	}
	test.expect_eq(counter.calls_so_far(), 1u);
	return ok;
}

} // namespace

KUNIT_SUITE(workqueue_members, { "runs_on_every_system_queue", runs_on_every_system_queue },
	    { "pending_is_refused", pending_is_refused }, { "cancel_before_it_began", cancel_before_it_began },
	    { "destroyed_while_pending", destroyed_while_pending },
	    { "cancel_sync_waits_for_a_run", cancel_sync_waits_for_a_run },
	    { "destructor_waits_for_a_run", destructor_waits_for_a_run },
	    { "flush_waits_for_a_run", flush_waits_for_a_run },
	    { "destructor_ends_what_enqueues_itself", destructor_ends_what_enqueues_itself },
	    { "shutdown_is_for_good", shutdown_is_for_good },
	    { "each_member_calls_its_own", each_member_calls_its_own },
	    { "own_queue_may_go_first", own_queue_may_go_first });
