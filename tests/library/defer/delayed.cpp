// SPDX-License-Identifier: GPL-2.0
//! Delays: how long, in which order, changed, ended early, and at the end of a queue.
#include <helpers/sched.hpp>

#include <kernel/sync/mutex.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/time/jiffies.hpp>

#include "gate.hpp"

namespace {

/// Records when it ran.
struct Later : DelayedWorkItem<Later, "test.later"> {
	explicit Later(Arc<Counts> counts) : counts(std::move(counts)) { this->counts->alive.inc(); }
	~Later() { counts->alive.dec(); }
	static void run(Arc<Later> self)
	{
		self->at.store(JiffiesInstant::now().as_raw(), relaxed);
		self->counts->runs.inc();
	}

	Arc<Counts> counts;
	Atomic<usize> at;
};

Result<> not_too_early(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto queue = TRY(one_by_one());
	auto later = TRY(make_arc<Later>(GFP_KERNEL, counts.share()));
	const auto begin = JiffiesInstant::now();

	test.expect(queue.enqueue_delayed(later.share(), 30_ms).is_ok());
	while (workqueue::pending(later))
		::msleep(5);
	queue.flush();
	test.expect_eq(counts->runs.load(relaxed), 1u);
	test.expect_ge((JiffiesInstant::from_raw(later->at.load(relaxed)) - begin).ticks(), Jiffies(30_ms).ticks());
	test.expect_ok(std::move(later).into_unique_or_drop());
	return ok;
}

Result<> no_delay_is_at_once(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto queue = TRY(one_by_one());

	queue.enqueue_delayed(TRY(make_arc<Later>(GFP_KERNEL, counts.share())), Jiffies()).ignore();
	queue.flush();
	test.expect_eq(counts->runs.load(relaxed), 1u);
	test.expect_eq(counts->alive.load(relaxed), 0u);
	return ok;
}

/// Writes its number.
struct Log {
	Mutex<Vec<u32>, "test.log"> numbers;
};
struct Entry : DelayedWorkItem<Entry, "test.entry"> {
	Entry(Arc<Log> log, u32 number) : log(std::move(log)), number(number) {}
	static void run(Box<Entry> self) { self->log->numbers.lock()->push(self->number, GFP_KERNEL).ignore(); }

	Arc<Log> log;
	u32 number;
};
Result<> shorter_delays_first(kunit::Test &test)
{
	auto log = TRY(make_arc<Log>(GFP_KERNEL));
	auto queue = TRY(one_by_one());

	for (u32 number : { 3u, 1u, 2u })
		test.expect(queue.enqueue_delayed(TRY(make_box<Entry>(GFP_KERNEL, log.share(), number)),
						  Delta::milliseconds(40 * number))
				    .is_ok());
	while (log->numbers.lock()->size() < 3)
		::msleep(5);
	auto numbers = log->numbers.lock();
	for (u32 i = 0; i < 3; i++)
		test.expect_eq(*numbers->get(i), i + 1);
	return ok;
}

Result<> pending_is_refused_with_the_reference(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto queue = TRY(one_by_one());
	auto later = TRY(make_arc<Later>(GFP_KERNEL, counts.share()));

	test.expect(queue.enqueue_delayed(later.share(), 1000_s).is_ok());
	{
		auto second = queue.enqueue_delayed(later.share(), 1_ms);
		test.expect(!second.is_ok());
		TRY(test.require_not_null(second.refused()));
		test.expect(ptr_eq(*second.refused(), later));
	}
	test.expect_ok(workqueue::cancel(later));
	test.expect_eq(counts->runs.load(relaxed), 0u);
	test.expect_ok(std::move(later).into_unique_or_drop());
	return ok;
}

Result<> mod_shortens(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto queue = TRY(one_by_one());
	auto later = TRY(make_arc<Later>(GFP_KERNEL, counts.share()));

	test.expect(queue.mod_delayed(later.share(), 1000_s).is_ok());
	test.expect(!queue.mod_delayed(later.share(), 1_ms).is_ok());
	while (workqueue::pending(later))
		::msleep(1);
	queue.flush();
	test.expect_eq(counts->runs.load(relaxed), 1u);
	test.expect_ok(std::move(later).into_unique_or_drop());
	return ok;
}

Result<> cancel_ends_a_delay(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto queue = TRY(one_by_one());
	auto later = TRY(make_arc<Later>(GFP_KERNEL, counts.share()));

	for (u32 i = 0; i < 10; i++) {
		test.expect(queue.enqueue_delayed(later.share(), 1000_s).is_ok());
		test.expect_ok(workqueue::cancel(later));
		test.expect_error(workqueue::cancel(later), ENOENT);
	}
	test.expect_ok(std::move(later).into_unique_or_drop());
	test.expect_eq(counts->runs.load(relaxed), 0u);
	return ok;
}

Result<> flush_ends_a_delay(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	auto queue = TRY(one_by_one());
	auto later = TRY(make_arc<Later>(GFP_KERNEL, counts.share()));

	queue.enqueue_delayed(later.share(), 1000_s).ignore();
	workqueue::flush(later);
	test.expect_eq(counts->runs.load(relaxed), 1u);
	return ok;
}

Result<> destructor_ends_delays(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	{
		auto queue = TRY(Workqueue::create(fmt("kxx-late")));
		for (u32 i = 0; i < 20; i++)
			test.expect(queue.enqueue_delayed(TRY(make_arc<Later>(GFP_KERNEL, counts.share())), 1000_s)
					    .is_ok());
	}
	test.expect_eq(counts->runs.load(relaxed), 20u);
	test.expect_eq(counts->alive.load(relaxed), 0u);
	return ok;
}

/// Enqueues itself again, for ever.
struct Periodic : DelayedWorkItem<Periodic, "test.periodic"> {
	Periodic(const Workqueue &queue, Arc<Counts> counts) : queue(queue), counts(std::move(counts))
	{
		this->counts->alive.inc();
	}
	~Periodic() { counts->alive.dec(); }
	static void run(Arc<Periodic> self)
	{
		const Workqueue &queue = self->queue;

		self->counts->runs.inc();
		queue.enqueue_delayed(std::move(self), 1_ms).ignore();
	}

	const Workqueue &queue;
	Arc<Counts> counts;
};
Result<> destructor_refuses_new_delays(kunit::Test &test)
{
	auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
	{
		auto queue = TRY(Workqueue::create(fmt("kxx-late")));
		for (u32 i = 0; i < 5; i++)
			queue.enqueue_delayed(TRY(make_arc<Periodic>(GFP_KERNEL, queue, counts.share())), 1_ms)
				.ignore();
		while (counts->runs.load(relaxed) < 20)
			::msleep(1);
	}
	test.expect_eq(counts->alive.load(relaxed), 0u);
	return ok;
}

/// Many rounds, so that the queue is destroyed at every moment of a delay.
Result<> destructor_at_any_moment(kunit::Test &test)
{
	for (u32 round = 0; round < test.rounds(30); round++) {
		auto counts = TRY(make_arc<Counts>(GFP_KERNEL));
		{
			auto queue = TRY(Workqueue::create(fmt("kxx-late")));
			for (u32 i = 0; i < 4; i++)
				queue.enqueue_delayed(TRY(make_arc<Periodic>(GFP_KERNEL, queue, counts.share())),
						      Jiffies::ticks(1))
					.ignore();
			::usleep_range(round * 500, round * 500 + 100);
		}
		test.expect_eq(counts->alive.load(relaxed), 0u);
		test.expect_ge(counts->runs.load(relaxed), 4u);
	}
	return ok;
}

/// An object with a delayed work item as a member.
class Poller final : Pinned {
public:
	void poll() const
	{
		polls.inc();
		workqueue::system().enqueue_delayed(work, 1_ms);
	}

	Atomic<u32> polls;
	DelayedWork<Poller, "test.poller"> work{ calls<&Poller::poll, &Poller::work> };
};
Result<> member_polls_until_destroyed(kunit::Test &test)
{
	auto poller = TRY(make_box<Poller>(GFP_KERNEL));

	test.expect(workqueue::system().enqueue_delayed(poller->work, 1_ms));
	while (poller->polls.load(relaxed) < 5)
		::msleep(1);
	test.expect(poller->work.pending() || poller->polls.load(relaxed) >= 5);
	return ok;
}

class Bell final : Pinned {
public:
	void ring() const { rings.inc(); }

	Atomic<u32> rings;
	DelayedWork<Bell, "test.bell"> work{ calls<&Bell::ring, &Bell::work> };
};
Result<> member_is_delayed(kunit::Test &test)
{
	Bell bell;

	test.expect(workqueue::system().enqueue_delayed(bell.work, 1000_s));
	test.expect(!workqueue::system().enqueue_delayed(bell.work, 1_ms));
	test.expect(bell.work.pending());
	test.expect(bell.work.cancel());
	test.expect(workqueue::system().enqueue_delayed(bell.work, 1000_s));
	bell.work.flush();
	test.expect_eq(bell.rings.load(relaxed), 1u);
	test.expect(!workqueue::system().mod_delayed(bell.work, 1000_s));
	test.expect(workqueue::system().mod_delayed(bell.work, 1_ms));
	while (bell.rings.load(relaxed) < 2)
		::msleep(1);
	bell.work.shutdown();
	test.expect(!workqueue::system().enqueue_delayed(bell.work, 1_ms));
	workqueue::system().mod_delayed(bell.work, 1_ms);
	bell.work.shutdown();
	test.expect(!bell.work.flush());
	test.expect(!bell.work.cancel_sync());
	::msleep(10);
	test.expect_eq(bell.rings.load(relaxed), 2u);
	return ok;
}
Result<> member_on_an_own_queue(kunit::Test &test)
{
	Bell bell;
	{
		auto queue = TRY(one_by_one());
		test.expect(queue.enqueue_delayed(bell.work, 1000_s));
		test.expect(!queue.enqueue_delayed(bell.work, 1000_s));
		test.expect(queue.mod_delayed(bell.work, 999_s));
		test.expect(bell.work.cancel_sync());
		test.expect(!queue.mod_delayed(bell.work, 1000_s));
	}
	// The destructor of the queue ended the delay, so no timer refers to the queue.
	test.expect_eq(bell.rings.load(relaxed), 1u);
	test.expect(!bell.work.pending());
	return ok;
}

/// A work item that moved to a system queue, in whichever way, is left alone when its previous queue is destroyed.
template <auto move>
Result<> member_leaves_for_a_system_queue(kunit::Test &test)
{
	Bell bell;
	{
		auto queue = TRY(one_by_one());
		test.expect(queue.enqueue_delayed(bell.work, 1000_s));
		test.expect(move(bell.work));
	}
	test.expect_eq(bell.rings.load(relaxed), 0u);
	test.expect(bell.work.cancel());
	return ok;
}
constexpr auto cancelled = [](const auto &work) {
	return work.cancel() && workqueue::system().enqueue_delayed(work, 1000_s);
};
constexpr auto cancelled_sync = [](const auto &work) {
	return work.cancel_sync() && workqueue::system().enqueue_delayed(work, 1000_s);
};
constexpr auto cancelled_and_modified = [](const auto &work) {
	return work.cancel() && !workqueue::system().mod_delayed(work, 1000_s);
};
constexpr auto modified = [](const auto &work) { return workqueue::system().mod_delayed(work, 1000_s); };

/// A work item that moves from one queue to another, to a system queue, and back belongs to the last of them.
Result<> member_moves_between_queues(kunit::Test &test)
{
	Bell bell;
	{
		auto last = TRY(one_by_one());
		{
			auto first = TRY(one_by_one());
			test.expect(workqueue::system().enqueue_delayed(bell.work, 1000_s));
			test.expect(first.mod_delayed(bell.work, 1000_s));
			test.expect(last.mod_delayed(bell.work, 1000_s));
			test.expect(workqueue::system().mod_delayed(bell.work, 1000_s));
			test.expect(!first.enqueue_delayed(bell.work, 1_ms));
			test.expect(last.mod_delayed(bell.work, 1000_s));
		}
		test.expect_eq(bell.rings.load(relaxed), 0u);
		test.expect(bell.work.pending());
	}
	test.expect_eq(bell.rings.load(relaxed), 1u);
	test.expect(!bell.work.pending());
	return ok;
}

/// Two tasks move the work item between queues while queues are destroyed. KASAN reports lists that are not updated.
Result<> member_is_moved_by_two(kunit::Test &test)
{
	Bell bell;
	{
		auto mover = TRY(Kthread::run(
			fmt("kxx-mover"),
			[](const ThisKthread &self, const Bell *bell) {
				while (!self.should_stop()) {
					workqueue::system().mod_delayed(bell->work, 1000_s);
					bell->work.cancel();
					workqueue::system().enqueue_delayed(bell->work, 1000_s);
					::kxx_cond_resched();
				}
			},
			// SAFETY: `bell` lives until the thread has been joined.
			Outlives(unsafe, &bell)));

		for (u32 round = 0; round < test.rounds(50); round++) {
			auto queue = TRY(one_by_one());
			for (u32 i = 0; i < 20; i++) {
				queue.enqueue_delayed(bell.work, 1000_s);
				queue.mod_delayed(bell.work, 1000_s);
			}
		}
	}
	bell.work.cancel_sync();
	test.expect(!bell.work.pending());
	return ok;
}

/// Moves and cancels its own work item while it runs.
class Restless final : Pinned {
public:
	void twitch() const
	{
		begun.complete();
		for (JiffiesInstant end = JiffiesInstant::now() + 10_ms; !end.passed();) {
			workqueue::system().mod_delayed(work, 1_ms);
			work.cancel();
		}
		ended.inc();
	}

	Atomic<u32> ended;
	Completion<"test.begun"> begun;
	DelayedWork<Restless, "test.restless"> work{ calls<&Restless::twitch, &Restless::work> };
};
Result<> member_is_shut_down_while_it_moves_itself(kunit::Test &test)
{
	for (u32 i = 0; i < test.rounds(20); i++) {
		auto restless = TRY(make_box<Restless>(GFP_KERNEL));

		workqueue::system().mod_delayed(restless->work, Jiffies());
		restless->begun.wait();
		restless->work.shutdown();
		test.expect_ge(restless->ended.load(relaxed), 1u);
		test.expect(!restless->work.pending());
	}
	return ok;
}

/// Many delays end while their queue is destroyed: one CPU removes an item while the other walks the list that it was
/// in.
struct Spark : DelayedWorkItem<Spark, "test.spark"> {
	explicit Spark(const Counts &counts) : counts(counts) {}
	static void run(Box<Spark> self) { self->counts.runs.inc(); }

	const Counts &counts;
};
Result<> destructor_meets_delays_that_end(kunit::Test &test)
{
	Counts counts;
	u32 sent = 0;

	// Three hundred rounds, or what a slow machine does in three seconds.
	const JiffiesInstant end = JiffiesInstant::now() + 3_s;

	for (u32 round = 0; round < test.rounds(300) && !end.passed(); round++) {
		auto queue = TRY(Workqueue::create(fmt("kxx-spark"), { .unbound = round % 2 == 1 }));

		for (u32 i = 0; i < 32; i++) {
			auto spark = TRY(make_box<Spark>(GFP_KERNEL, counts));
			test.expect(queue.enqueue_delayed(std::move(spark), Jiffies::ticks(1)).is_ok());
			sent++;
		}
		if (round % 3 == 1) // at once, or roughly when the delays end
			::usleep_range(round % 50 * 100, round % 50 * 100 + 50);
	}
	test.expect_eq(counts.runs.load(relaxed), sent);
	return ok;
}

Result<> member_is_destroyed_while_delayed(kunit::Test &test)
{
	auto queue = TRY(one_by_one());

	for (u32 i = 0; i < 10; i++) {
		auto bell = TRY(make_box<Bell>(GFP_KERNEL));
		test.expect(queue.enqueue_delayed(bell->work, i % 2 ? 1000_s : 1_ms));
		if (i % 3 == 0)
			::msleep(2);
	}
	return ok;
}

} // namespace

KUNIT_SUITE(workqueue_delayed, { "not_too_early", not_too_early }, { "no_delay_is_at_once", no_delay_is_at_once },
	    { "shorter_delays_first", shorter_delays_first },
	    { "pending_is_refused_with_the_reference", pending_is_refused_with_the_reference },
	    { "mod_shortens", mod_shortens }, { "cancel_ends_a_delay", cancel_ends_a_delay },
	    { "flush_ends_a_delay", flush_ends_a_delay }, { "destructor_ends_delays", destructor_ends_delays },
	    { "destructor_refuses_new_delays", destructor_refuses_new_delays },
	    { "destructor_at_any_moment", destructor_at_any_moment },
	    { "member_polls_until_destroyed", member_polls_until_destroyed },
	    { "member_is_delayed", member_is_delayed }, { "member_on_an_own_queue", member_on_an_own_queue },
	    { "member_cancelled_leaves", member_leaves_for_a_system_queue<cancelled> },
	    { "member_cancelled_sync_leaves", member_leaves_for_a_system_queue<cancelled_sync> },
	    { "member_cancelled_and_modified_leaves", member_leaves_for_a_system_queue<cancelled_and_modified> },
	    { "member_modified_leaves", member_leaves_for_a_system_queue<modified> },
	    { "member_moves_between_queues", member_moves_between_queues },
	    { "member_is_moved_by_two", member_is_moved_by_two },
	    { "member_is_shut_down_while_it_moves_itself", member_is_shut_down_while_it_moves_itself },
	    { "destructor_meets_delays_that_end", destructor_meets_delays_that_end },
	    { "member_is_destroyed_while_delayed", member_is_destroyed_while_delayed });
