// SPDX-License-Identifier: GPL-2.0
//! Wait queues with the guard of a lock, which is released while the task sleeps.
#include "helpers.hpp"

#include <linux/preempt.hpp>

#include <kernel/base/processor.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/rwsem.hpp>
#include <kernel/sync/spinlock.hpp>
#include <kernel/task/cpu.hpp>
#include <kernel/time/jiffies.hpp>
#include <kernel/wait/condvar.hpp>
#include <kernel/wait/wait.hpp>

using namespace kernel;

namespace {

/// Items that a thread takes as they arrive, under either kind of lock.
template <typename Lock>
struct Items {
	Lock lock{ 0u };
	WaitQueue<"test.items"> queue;
	Atomic<u32> taken;
	Atomic<u32> asked;
};

template <typename Lock, auto take>
Result<> hands_over(kunit::Test &test)
{
	using State = Items<Lock>;
	State state;
	auto thread = TRY(Kthread::run(
		fmt("kxx-guard"),
		[](const ThisKthread &self, State *from) {
			auto items = take(from->lock);
			while (!self.should_stop()) {
				from->queue.wait_idle(items, [&] {
					from->asked.inc();
					return *items > 0 || self.should_stop();
				});
				from->taken.add(*items);
				*items = 0;
			}
		},
		// SAFETY: `state` lives until the thread has been joined.
		Outlives(unsafe, &state)));

	for (u32 i = 1; i <= 500; i++) {
		{
			auto items = take(state.lock);
			++*items;
		}
		state.queue.wake_up();
		if (i % 100 == 0)
			test.expect(soon([&] { return state.taken.load(relaxed) == i; }));
	}
	return ok;
}

/// The lock is free while the task sleeps, and held when the condition is checked and afterwards.
Result<> lets_go(kunit::Test &test)
{
	struct State {
		Mutex<u32, "test.lets_go"> lock{ 0u };
		WaitQueue<"test.lets_go.queue"> queue;
		Atomic<u32> wrong;
		Atomic<bool> ended;
	} state;
	auto thread = TRY(Kthread::run(
		fmt("kxx-guard"),
		[](const ThisKthread &self, State *from) {
			auto check = [&] { from->wrong.add(from->lock.try_lock().is_ok()); };
			auto number = from->lock.lock();
			from->queue.wait(number, [&] {
				check();
				::msleep(1); // with a mutex the condition may sleep
				return *number == 2 || self.should_stop();
			});
			check();
			*number = 3;
			from->ended.store(true, relaxed);
		},
		// SAFETY: `state` lives until the thread has been joined.
		Outlives(unsafe, &state)));

	for (u32 i = 1; i <= 2; i++) {
		{
			auto number = state.lock.lock();
			*number = i;
		}
		state.queue.wake_up();
		::msleep(5);
	}
	test.expect(soon([&] { return state.ended.load(relaxed); }));
	test.expect_eq(state.wrong.load(relaxed), 0);
	test.expect_eq(*state.lock.lock(), 3);
	return ok;
}

Result<> all_kinds(kunit::Test &test)
{
	Mutex<u32, "test.kinds"> lock(1u);
	WaitQueue<"test.kinds.queue"> queue;
	auto number = lock.lock();
	auto one = [&] { return *number == 1; };
	auto two = [&] { return *number == 2; };

	queue.wait(number, one);
	queue.wait_idle(number, one);
	queue.wait_exclusive(number, one);
	TRY(queue.wait_interruptible(number, one));
	TRY(queue.wait_killable(number, one));
	TRY(queue.wait_freezable(number, one));
	TRY(queue.wait_interruptible_exclusive(number, one));
	TRY(queue.wait_killable_exclusive(number, one));
	test.expect_eq(TRY(queue.wait_timeout(number, 1_s, one)).ticks(), Jiffies(1_s).ticks());
	test.expect_eq(TRY(queue.wait_timeout(number, Jiffies(), one)).ticks(), 1);
	test.expect_error(queue.wait_timeout(number, Jiffies(), two), ETIMEDOUT);
	test.expect_error(queue.wait_timeout(number, 2_ms, two), ETIMEDOUT);
	test.expect_error(queue.wait_idle_timeout(number, 2_ms, two), ETIMEDOUT);
	test.expect_error(queue.wait_killable_timeout(number, 2_ms, two), ETIMEDOUT);
	test.expect_error(queue.wait_interruptible_timeout(number, 2_ms, two), ETIMEDOUT);
	test.expect_error(lock.try_lock(), EBUSY); // held again
	test.expect(!queue.has_waiters());
	return ok;
}

Result<> hit_by_signal(kunit::Test &test)
{
	struct State {
		SpinLock<bool, "test.signal"> lock{ false };
		WaitQueue<"test.signal.queue"> queue;
		Atomic<u32> asked;
		Atomic<i32> got;
	} state;
	auto thread = TRY(Kthread::run(
		fmt("kxx-guard"),
		[](const ThisKthread &self, State *from) {
			::allow_signal(::macro::SIGINT);
			auto ready = from->lock.lock_irqsave();
			auto result = from->queue.wait_interruptible(ready, [&] {
				from->asked.inc();
				return *ready || self.should_stop();
			});
			from->got.store(result.to_c(), relaxed);
		},
		// SAFETY: `state` lives until the thread has been joined.
		Outlives(unsafe, &state)));

	test.expect(soon([&] { return state.queue.has_waiters(); }));
	test.expect_eq(state.asked.load(relaxed), 1);
	::msleep(5);
	send_a_signal(thread, ::macro::SIGINT);
	test.expect(soon([&] { return thread.finished(); }));
	test.expect_eq(state.got.load(relaxed), ERESTARTSYS.to_c());
	test.expect(!state.queue.has_waiters());
	return ok;
}

/// Items are handed to several takers, each to one; none is lost, none taken twice.
Result<> exclusive_takers(kunit::Test &test)
{
	struct State {
		SpinLock<u32, "test.takers"> items{ 0u };
		WaitQueue<"test.takers.queue"> queue;
		Atomic<u32> taken;
	} state;
	Vec<Kthread> threads;
	constexpr u32 count = 600;

	TRY(threads.reserve(3, GFP_KERNEL));
	for (u32 i = 0; i < 3; i++)
		TRY(threads.push(TRY(Kthread::run(
					 fmt("kxx-taker/{}", i),
					 [](const ThisKthread &self, State *from) {
						 for (;;) {
							 auto items = from->items.lock();
							 from->queue.wait_exclusive(items, [&] {
								 return *items > 0 || self.should_stop();
							 });
							 if (*items == 0)
								 return;
							 --*items;
							 from->taken.inc();
						 }
					 },
					 // SAFETY: `state` lives until the threads have been joined.
					 Outlives(unsafe, &state))),
				 GFP_KERNEL));
	for (u32 i = 0; i < count; i++) {
		{
			auto items = state.items.lock();
			++*items;
		}
		state.queue.wake_up();
		if (i % 64 == 0)
			::msleep(1);
	}
	test.expect(soon([&] { return state.taken.load(relaxed) == count; }));
	test.expect_eq(*state.items.lock(), 0);
	return ok;
}

/// A thread that is told to stop just after it checked its condition notices that, although nobody wakes the queue.
template <auto wait>
Result<> told_behind_the_question(kunit::Test &test)
{
	struct State {
		Mutex<u32, "test.told"> lock{ 0u };
		WaitQueue<"test.told.queue"> queue;
		CondVar<"test.told.more"> more;
		Atomic<bool> asked;
	} state;
	auto thread = TRY(Kthread::run(
		fmt("kxx-told"),
		[](const ThisKthread &self, State *from) {
			wait(*from, [&] {
				const bool answer = self.should_stop();

				from->asked.store(true, relaxed);
				for (u32 i = 0; i < 1000 && !self.should_stop(); i++)
					::msleep(1);
				return answer;
			});
		},
		// SAFETY: `state` lives until the thread has been joined.
		Outlives(unsafe, &state)));

	test.expect(soon([&] { return state.asked.load(relaxed); }));
	test.expect_ok(thread.stop());
	return ok;
}
constexpr auto with_guard = [](auto &state, auto condition) {
	auto number = state.lock.lock();
	state.queue.wait_idle(number, condition);
};
constexpr auto with_time_limit = [](auto &state, auto condition) {
	auto number = state.lock.lock();
	(void)state.queue.wait_idle_timeout(number, Jiffies(3600_s), condition);
};
constexpr auto woken = [](auto &state, auto condition) { state.queue.wait_woken(condition); };
constexpr auto with_condvar = [](auto &state, auto condition) {
	auto number = state.lock.lock();
	while (!condition())
		state.more.wait(number);
};

/// The only notification goes to the first waiter, which becomes runnable, but its CPU is kept busy until its time
/// limit has passed, or until it has a signal. Then either the first waiter takes the item, or the second one does.
struct Handed {
	Mutex<u32, "test.handed"> items{ 0u };
	CondVar<"test.handed.more"> more;
	Atomic<u32> waiting;
	Atomic<u32> taken;
};
constexpr auto with_limit = [](const Handed &from, auto &items, const ThisKthread &self) -> Result<> {
	while (*items == 0 && !self.should_stop())
		TRY(from.more.wait_timeout(items, 200_ms));
	return ok;
};
constexpr auto until_signal = [](const Handed &from, auto &items, const ThisKthread &self) -> Result<> {
	::allow_signal(::macro::SIGINT);
	while (*items == 0 && !self.should_stop())
		TRY(from.more.wait_interruptible(items));
	return ok;
};
constexpr auto without_limit = [](const Handed &from, auto &items, const ThisKthread &self) -> Result<> {
	while (*items == 0 && !self.should_stop())
		from.more.wait(items);
	return ok;
};
template <auto wait>
void take(const ThisKthread &self, Handed *from)
{
	auto items = from->items.lock();

	from->waiting.inc();
	if (wait(*from, items, self).is_ok() && *items > 0) {
		--*items;
		from->taken.inc();
	}
}
template <auto wait>
Result<> no_notification_is_lost(kunit::Test &test)
{
	Handed state;
	const CpuId cpu = TRY(CpuId::from(0));
	// SAFETY: `state` lives until the threads have been joined.
	const Outlives<Handed> given(unsafe, &state);
	auto first = TRY(Kthread::run_on(cpu, fmt("kxx-first"), take<wait>, given));
	test.expect(soon([&] { return state.waiting.load(relaxed) == 1; }));
	auto second = TRY(Kthread::run(fmt("kxx-second"), take<without_limit>, given));
	test.expect(soon([&] { return state.waiting.load(relaxed) == 2; }));
	{
		// While this task holds the lock, both threads wait without it.
		auto items = state.items.lock();
		++*items;
	}
	auto notifier = TRY(Kthread::run_on(
		cpu, fmt("kxx-notifier"),
		[](const ThisKthread &, Handed *from, ::task_struct *first) {
			::preempt_disable();
			from->more.notify_one();
			::send_sig(::macro::SIGINT, first, 1); // ignored unless it is allowed
			for (JiffiesInstant end = JiffiesInstant::now() + 220_ms; !end.passed();)
				cpu_relax();
			::preempt_enable();
		},
		given,
		// SAFETY: the thread is joined after this one.
		Outlives(unsafe, first.as_raw())));

	test.expect(soon([&] { return notifier.finished(); }));
	test.expect(soon([&] { return state.taken.load(relaxed) == 1; }));
	return ok;
}

/// The time limit of the only waiter has passed, but its CPU is kept busy: it is still queued, so it is notified.
struct Late {
	Mutex<u32, "test.late"> lock{ 0u };
	CondVar<"test.late.more"> more;
	Atomic<bool> waiting;
	Atomic<bool> heard;
};
void wait_with_limit(const ThisKthread &self, Late *late)
{
	auto guard = late->lock.lock();

	while (!self.should_stop() && !late->heard.load(relaxed)) {
		late->waiting.store(true, relaxed);
		if (late->more.wait_timeout(guard, 50_ms).is_ok())
			late->heard.store(true, relaxed);
		late->waiting.store(false, relaxed);
	}
}
void notify_behind_the_limit(const ThisKthread &, Late *late)
{
	// The waiter may just have left the queue without having the lock yet, so this tries several times.
	for (u32 i = 0; i < 30 && !late->heard.load(relaxed); i++) {
		::preempt_disable();
		// While this task holds the lock, the waiter waits without it. From here on the waiter cannot run.
		if (late->lock.try_lock().is_ok() && late->waiting.load(relaxed)) {
			for (JiffiesInstant end = JiffiesInstant::now() + 70_ms; !end.passed();)
				cpu_relax();
			late->more.notify_one();
		}
		::preempt_enable();
		::msleep(1);
	}
}
Result<> notified_behind_the_limit(kunit::Test &test)
{
	Late late;
	const CpuId cpu = TRY(CpuId::from(0));
	// SAFETY: `late` lives until the threads have been joined.
	const Outlives<Late> given(unsafe, &late);
	auto waiter = TRY(Kthread::run_on(cpu, fmt("kxx-late"), wait_with_limit, given));
	auto notifier = TRY(Kthread::run_on(cpu, fmt("kxx-notifier"), notify_behind_the_limit, given));

	test.expect(soon([&] { return notifier.finished(); }));
	test.expect(soon([&] { return late.heard.load(relaxed); }));
	return ok;
}

using Sleeping = Mutex<u32, "test.items.mutex">;
using Spinning = SpinLock<u32, "test.items.spin">;
using Shared = RwSemaphore<u32, "test.items.rwsem">;

} // namespace

KUNIT_SUITE(wait_guard, { "mutex", hands_over<Sleeping, [](const Sleeping &lock) { return lock.lock(); }> },
	    { "spinlock", hands_over<Spinning, [](const Spinning &lock) { return lock.lock(); }> },
	    { "spinlock_irqsave", hands_over<Spinning, [](const Spinning &lock) { return lock.lock_irqsave(); }> },
	    { "spinlock_irq", hands_over<Spinning, [](const Spinning &lock) { return lock.lock_irq(); }> },
	    { "rwsem", hands_over<Shared, [](const Shared &lock) { return lock.write(); }> }, { "lets_go", lets_go },
	    { "all_kinds", all_kinds }, { "hit_by_signal", hit_by_signal }, { "exclusive_takers", exclusive_takers },
	    { "told_with_guard", told_behind_the_question<with_guard> },
	    { "told_with_time_limit", told_behind_the_question<with_time_limit> },
	    { "told_woken", told_behind_the_question<woken> },
	    { "told_with_condvar", told_behind_the_question<with_condvar> },
	    { "no_notification_is_lost_at_the_limit", no_notification_is_lost<with_limit> },
	    { "no_notification_is_lost_by_a_signal", no_notification_is_lost<until_signal> },
	    { "notified_behind_the_limit", notified_behind_the_limit });
