// SPDX-License-Identifier: GPL-2.0
//! Wait queues without a lock: conditions, time limits, signals, and the tasks that are woken.
#include "helpers.hpp"

#include <linux/sched.hpp>
#include <linux/wait.hpp>
#include <uapi/linux/eventpoll.hpp>

#include <kernel/sync/mutex.hpp>
#include <kernel/wait/wait.hpp>

using namespace kernel;

namespace {

constinit WaitQueue<"test.queue.static"> static_queue;

Result<> true_at_once(kunit::Test &test)
{
	WaitQueue<"test.queue"> queue;
	u32 asked = 0;
	auto condition = [&] { return ++asked > 0; };

	queue.wait(condition);
	queue.wait_idle(condition);
	queue.wait_exclusive(condition);
	queue.wait_woken(condition);
	TRY(queue.wait_interruptible(condition));
	TRY(queue.wait_killable(condition));
	TRY(queue.wait_freezable(condition));
	TRY(queue.wait_interruptible_exclusive(condition));
	TRY(queue.wait_killable_exclusive(condition));
	TRY(queue.wait_woken_interruptible(condition));
	test.expect_eq(asked, 10); // no condition was checked twice
	test.expect_eq(TRY(queue.wait_timeout(1_s, condition)).ticks(), Jiffies(1_s).ticks());
	// The condition is true, so the expired time limit does not matter.
	test.expect_eq(TRY(queue.wait_timeout(Jiffies(), condition)).ticks(), 1);
	test.expect(!queue.has_waiters());
	return ok;
}

void limits(kunit::Test &test)
{
	WaitQueue<"test.queue"> queue;
	auto never = [] { return false; };

	test.expect_error(queue.wait_timeout(2_ms, never), ETIMEDOUT);
	test.expect_error(queue.wait_idle_timeout(2_ms, never), ETIMEDOUT);
	test.expect_error(queue.wait_interruptible_timeout(2_ms, never), ETIMEDOUT);
	test.expect_error(queue.wait_killable_timeout(2_ms, never), ETIMEDOUT);
	test.expect_error(queue.wait_timeout(Jiffies(), never), ETIMEDOUT);
	test.expect(!queue.has_waiters());
}

/// A condition that comes true during the last tick counts.
Result<> true_in_the_end(kunit::Test &test)
{
	WaitQueue<"test.queue"> queue;
	u32 asked = 0;

	// Nobody wakes the queue; the third check is the one after the time limit.
	test.expect_eq(TRY(queue.wait_timeout(2_ms, [&] { return ++asked == 3; })).ticks(), 1);
	return ok;
}

struct Shared {
	WaitQueue<"test.shared"> queue;
	Flag flag;
	Atomic<u32> ended;
	Atomic<i32> got;
};

Result<> woken(kunit::Test &test)
{
	Shared shared;
	auto thread = TRY(Kthread::run(
		fmt("kxx-wait"),
		[](const ThisKthread &self, Shared *from) {
			from->queue.wait([&] { return from->flag.ask() || self.should_stop(); });
			from->ended.inc();
		},
		// SAFETY: `shared` lives until the thread has been joined.
		Outlives(unsafe, &shared)));

	test.expect(soon([&] { return shared.flag.asked.load(relaxed) == 2; }));
	test.expect(soon([&] { return shared.queue.has_waiters(); }));
	// A spurious wake-up: the waiter checks its condition and sleeps again.
	shared.queue.wake_up();
	test.expect(soon([&] { return shared.flag.asked.load(relaxed) == 3; }));
	test.expect_eq(shared.ended.load(relaxed), 0);
	shared.flag.value.store(true, relaxed);
	shared.queue.wake_up();
	test.expect(soon([&] { return shared.ended.load(relaxed) == 1; }));
	return ok;
}

Result<> a_static_queue_wakes(kunit::Test &test)
{
	Flag flag;
	auto thread = TRY(Kthread::run(
		fmt("kxx-wait"),
		[](const ThisKthread &self, Flag *from) {
			static_queue.wait_idle([&] { return from->ask() || self.should_stop(); });
		},
		// SAFETY: `flag` lives until the thread has been joined.
		Outlives(unsafe, &flag)));

	test.expect(soon([&] { return flag.asked.load(relaxed) == 2; }));
	flag.value.store(true, relaxed);
	static_queue.wake_up();
	test.expect(soon([&] { return thread.finished(); }));
	return ok;
}

/// Starts threads that wait for the flag, and returns when all are on the queue.
template <bool exclusive>
Result<> start_waiters(kunit::Test &test, Shared &shared, Vec<Kthread> &threads, u32 count)
{
	TRY(threads.reserve(count, GFP_KERNEL));
	for (u32 i = 0; i < count; i++)
		TRY(threads.push(TRY(Kthread::run(
					 fmt("kxx-wait/{}", i),
					 [](const ThisKthread &self, Shared *from) {
						 auto condition = [&] {
							 return from->flag.ask() || self.should_stop();
						 };
						 if constexpr (exclusive)
							 from->queue.wait_exclusive(condition);
						 else
							 from->queue.wait(condition);
						 from->ended.inc();
					 },
					 // SAFETY: `shared` lives until the threads have been joined.
					 Outlives(unsafe, &shared))),
				 GFP_KERNEL));
	return test.require(soon([&] { return shared.flag.asked.load(relaxed) == 2 * count; }));
}

Result<> wakes_one_exclusive(kunit::Test &test)
{
	Shared shared;
	Vec<Kthread> threads;
	TRY(start_waiters<true>(test, shared, threads, 4));
	auto ended = [&] { return shared.ended.load(relaxed); };

	// The condition is true for all waiters, but only those that are woken check it.
	shared.flag.value.store(true, relaxed);
	shared.queue.wake_up();
	test.expect(soon([&] { return ended() >= 1; }));
	::msleep(10);
	test.expect_eq(ended(), 1);
	shared.queue.wake_up(0);
	::msleep(10);
	test.expect_eq(ended(), 1);
	shared.queue.wake_up(2);
	test.expect(soon([&] { return ended() >= 3; }));
	::msleep(10);
	test.expect_eq(ended(), 3);
	shared.queue.wake_up_sync();
	test.expect(soon([&] { return ended() == 4; }));
	return ok;
}

Result<> wakes_all_exclusive(kunit::Test &test)
{
	Shared shared;
	Vec<Kthread> threads;
	TRY(start_waiters<true>(test, shared, threads, 3));
	shared.flag.value.store(true, relaxed);
	shared.queue.wake_up_all();
	test.expect(soon([&] { return shared.ended.load(relaxed) == 3; }));
	return ok;
}

Result<> wakes_every_ordinary(kunit::Test &test)
{
	Shared shared;
	Vec<Kthread> threads;
	TRY(start_waiters<false>(test, shared, threads, 3));
	shared.flag.value.store(true, relaxed);
	shared.queue.wake_up_interruptible(); // does not wake tasks in uninterruptible sleep
	shared.queue.wake_up_interruptible_all();
	::msleep(10);
	test.expect_eq(shared.ended.load(relaxed), 0);
	shared.queue.wake_up();
	test.expect(soon([&] { return shared.ended.load(relaxed) == 3; }));
	return ok;
}

Result<> wakes_interruptible(kunit::Test &test)
{
	Shared shared;
	auto thread = TRY(Kthread::run(
		fmt("kxx-wait"),
		[](const ThisKthread &self, Shared *from) {
			return from->queue.wait_interruptible([&] { return from->flag.ask() || self.should_stop(); });
		},
		// SAFETY: `shared` lives until the thread has been joined.
		Outlives(unsafe, &shared)));

	test.expect(soon([&] { return shared.flag.asked.load(relaxed) == 2; }));
	shared.flag.value.store(true, relaxed);
	shared.queue.wake_up_interruptible();
	test.expect(soon([&] { return thread.finished(); }));
	return ok;
}

enum class Kind { Interruptible, Killable, Freezable, Exclusive, Limited, Woken };

template <Kind kind>
Result<> hit_by_signal(kunit::Test &test)
{
	Shared shared;
	constexpr int number = kind == Kind::Killable ? ::macro::SIGKILL : ::macro::SIGINT;
	auto thread = TRY(Kthread::run(
		fmt("kxx-wait"),
		[](const ThisKthread &self, Shared *from) {
			auto condition = [&] { return from->flag.ask() || self.should_stop(); };
			auto &queue = from->queue;
			::allow_signal(number);
			auto wait = [&] {
				if constexpr (kind == Kind::Interruptible)
					return queue.wait_interruptible(condition);
				else if constexpr (kind == Kind::Killable)
					return queue.wait_killable(condition);
				else if constexpr (kind == Kind::Freezable)
					return queue.wait_freezable(condition);
				else if constexpr (kind == Kind::Exclusive)
					return queue.wait_interruptible_exclusive(condition);
				else if constexpr (kind == Kind::Woken)
					return queue.wait_woken_interruptible(condition);
				else
					return queue.wait_interruptible_timeout(1000_s, condition);
			};
			from->got.store(wait().to_c(), relaxed);
			from->ended.inc();
		},
		// SAFETY: `shared` lives until the thread has been joined.
		Outlives(unsafe, &shared)));

	constexpr u32 looks = kind == Kind::Woken ? 1 : 2;
	test.expect(soon([&] { return shared.flag.asked.load(relaxed) == looks; }));
	::msleep(5);
	send_a_signal(thread, number);
	test.expect(soon([&] { return thread.finished(); }));
	test.expect_eq(shared.got.load(relaxed), ERESTARTSYS.to_c());
	test.expect(!shared.queue.has_waiters());
	return ok;
}

/// A true condition counts more than a pending signal.
Result<> condition_before_signal(kunit::Test &test)
{
	Shared shared;
	auto thread = TRY(Kthread::run(
		fmt("kxx-wait"),
		[](const ThisKthread &self, Shared *from) {
			::allow_signal(::macro::SIGINT);
			from->ended.inc();
			while (!from->flag.value.load(relaxed) && !self.should_stop())
				::msleep(1);
			u32 asked = 0;
			// The condition is false at first, and true after the queue has seen the signal.
			return from->queue.wait_interruptible([&] { return ++asked == 2; });
		},
		// SAFETY: `shared` lives until the thread has been joined.
		Outlives(unsafe, &shared)));

	test.expect(soon([&] { return shared.ended.load(relaxed) == 1; }));
	send_a_signal(thread, ::macro::SIGINT);
	shared.flag.value.store(true, relaxed);
	test.expect(soon([&] { return thread.finished(); }));
	test.expect_ok(thread.stop());
	return ok;
}

/// The condition takes a mutex, which may sleep: DEBUG_ATOMIC_SLEEP reports nothing.
Result<> woken_condition_sleeps(kunit::Test &test)
{
	struct State {
		WaitQueue<"test.woken"> queue;
		Mutex<u32, "test.woken.lock"> number{ 0u };
		Atomic<u32> asked;
	} state;
	auto thread = TRY(Kthread::run(
		fmt("kxx-wait"),
		[](const ThisKthread &self, State *from) {
			from->queue.wait_woken([&] {
				auto number = from->number.lock();
				::msleep(1);
				from->asked.inc();
				return *number >= 3 || self.should_stop();
			});
		},
		// SAFETY: `state` lives until the thread has been joined.
		Outlives(unsafe, &state)));

	for (u32 i = 1; i <= 3; i++) {
		test.expect(soon([&] { return state.asked.load(relaxed) >= i; }));
		{
			auto number = state.number.lock();
			*number = i;
		}
		state.queue.wake_up();
	}
	test.expect(soon([&] { return thread.finished(); }));
	return ok;
}

/// No wake-up is lost, even between the check and the sleep.
Result<> no_wake_up_is_lost(kunit::Test &test)
{
	struct State {
		WaitQueue<"test.ping"> queue;
		Atomic<u32> turn;
		Atomic<bool> over;
	} state;
	constexpr u32 rounds = 1000;
	auto thread = TRY(Kthread::run(
		fmt("kxx-pong"),
		[](const ThisKthread &, State *from) {
			for (u32 i = 0; i < rounds; i++) {
				auto mine = [&] { return from->turn.load(relaxed) == 2 * i + 1; };
				if (!from->queue.wait_timeout(10_s, mine))
					return;
				from->turn.store(2 * i + 2, relaxed);
				from->queue.wake_up();
			}
		},
		// SAFETY: `state` lives until the thread has been joined.
		Outlives(unsafe, &state)));

	for (u32 i = 0; i < rounds; i++) {
		state.turn.store(2 * i + 1, relaxed);
		state.queue.wake_up();
		auto mine = [&] { return state.turn.load(relaxed) == 2 * i + 2; };
		TRY(test.require_ok(state.queue.wait_timeout(10_s, mine)));
	}
	return ok;
}

/// The events that are passed to poll() reach an entry on the queue.
struct Listener {
	::wait_queue_entry entry;
	unsigned long heard;

	static int hear(::wait_queue_entry *entry, unsigned int, int, void *key)
	{
		reinterpret_cast<Listener *>(entry)->heard = reinterpret_cast<unsigned long>(key);
		return 0;
	}
};

void tells_poll(kunit::Test &test)
{
	WaitQueue<"test.queue"> queue;
	Listener listener{};

	::init_waitqueue_func_entry(&listener.entry, Listener::hear);
	::add_wait_queue(queue.as_raw(), &listener.entry);
	queue.wake_up_poll(::macro::EPOLLIN);
	test.expect_eq(listener.heard, ::macro::EPOLLIN);
	queue.wake_up_interruptible_poll(::macro::EPOLLOUT);
	test.expect_eq(listener.heard, ::macro::EPOLLOUT);
	::remove_wait_queue(queue.as_raw(), &listener.entry);
}

static_assert(sizeof(WaitQueue<"test.size">) == sizeof(::wait_queue_head));
static_assert(shareable<WaitQueue<"test.size">>);

} // namespace

KUNIT_SUITE(wait, { "true_at_once", true_at_once }, { "limits", limits }, { "true_in_the_end", true_in_the_end },
	    { "woken", woken }, { "a_static_queue_wakes", a_static_queue_wakes },
	    { "wakes_one_exclusive", wakes_one_exclusive }, { "wakes_all_exclusive", wakes_all_exclusive },
	    { "wakes_every_ordinary", wakes_every_ordinary }, { "wakes_interruptible", wakes_interruptible },
	    { "interruptible_hit_by_signal", hit_by_signal<Kind::Interruptible> },
	    { "killable_hit_by_signal", hit_by_signal<Kind::Killable> },
	    { "freezable_hit_by_signal", hit_by_signal<Kind::Freezable> },
	    { "exclusive_hit_by_signal", hit_by_signal<Kind::Exclusive> },
	    { "limited_hit_by_signal", hit_by_signal<Kind::Limited> },
	    { "woken_hit_by_signal", hit_by_signal<Kind::Woken> },
	    { "condition_before_signal", condition_before_signal },
	    { "woken_condition_sleeps", woken_condition_sleeps }, { "no_wake_up_is_lost", no_wake_up_is_lost },
	    { "tells_poll", tells_poll });
