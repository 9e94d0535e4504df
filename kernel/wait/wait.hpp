// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Wait queues: sleeping until a condition holds.
//!
//! C: include/linux/wait.h
#pragma once

#include <concepts>

#include <helpers/sched.hpp>
#include <helpers/wait.hpp>
#include <linux/kernel.hpp>
#include <linux/lockdep_types.hpp>
#include <linux/sched.hpp>
#include <linux/wait.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/sync/lockdep.hpp>
#include <kernel/sync/raw_spinlock.hpp>
#include <kernel/time/jiffies.hpp>
#include <kernel/wait/eventpoll.hpp>

namespace kernel {

namespace detail {

/// A guard of a lock that can be let go of for a while.
template <typename G>
concept relockable = requires(G &guard) { guard.while_unlocked([] {}); };

/// How one wait sleeps: the task's state, the entry's flags, with a time limit or not.
template <unsigned int state_, int flags_ = 0, bool timed_ = false>
struct WaitMode {
	static constexpr int state = static_cast<int>(state_);
	static constexpr int flags = flags_;
	static constexpr bool timed = timed_;
	/// Whether a signal may end it: TASK_INTERRUPTIBLE or TASK_WAKEKILL is in the state.
	static constexpr bool interruptible =
		(state_ & (::macro::TASK_INTERRUPTIBLE | ::macro::TASK_WAKEKILL)) != 0;
};

/// Asks a condition while the task is on the queue, about to sleep: it must not sleep itself.
template <typename Condition>
[[gnu::always_inline]] inline bool holds(Condition &condition) __atomic
{
	return condition();
}

/// Whether a wait ends. As in C a condition that holds when the time is over still counts.
template <typename Mode>
[[gnu::always_inline]] inline bool over(bool held, long &left)
{
	if constexpr (!Mode::timed)
		return held;
	if (held && !left)
		left = 1;
	return held || !left;
}

/// Zero or a negative errno, and in `left` what is left of the time.
template <typename Mode, typename Condition>
[[gnu::always_inline]] inline long wait(::wait_queue_head *queue, Condition &condition, long &left)
{
	::kxx_might_sleep();
	if (over<Mode>(holds(condition), left))
		return 0;

	::wait_queue_entry entry;
	::init_wait_entry(&entry, Mode::flags);
	for (;;) {
		const long interrupted = ::prepare_to_wait_event(queue, &entry, Mode::state);
		if (over<Mode>(holds(condition), left))
			break;
		if constexpr (Mode::interruptible)
			if (interrupted)
				return interrupted;
		if constexpr (Mode::timed)
			left = ::schedule_timeout(left);
		else
			::schedule();
	}
	::finish_wait(queue, &entry);
	return 0;
}

/// Sleeps, but for a kernel thread that was told to stop or to park since it was last here: then it goes on, to ask
/// again. What it was told is in `told`, at first 0.
void sleep_unless_told(u32 &told);
/// The same, with what is left of the time.
void sleep_unless_told(u32 &told, long &left);
/// Sleeps as long, but a kernel thread that was told to stop or to park for a jiffy at most. Returns what is left.
long sleep_or_nap(long jiffies);

/// The same under a lock, which is let go of while the task sleeps. What the condition looks at
/// changes under the lock only, so it is asked before the task joins the queue, and may sleep
/// where the lock allows it. The exception is what a thread is told, which sleep_unless_told() looks at.
template <typename Mode, typename G, typename Condition>
[[gnu::always_inline]] inline long wait(::wait_queue_head *queue, G &guard, Condition &condition,
					long &left)
{
	if (over<Mode>(condition(), left))
		return 0;

	::wait_queue_entry entry;
	u32 told = 0;
	::init_wait_entry(&entry, Mode::flags);
	for (;;) {
		const long interrupted = ::prepare_to_wait_event(queue, &entry, Mode::state);
		if constexpr (Mode::interruptible)
			if (interrupted)
				return interrupted;
		guard.while_unlocked([&] {
			if constexpr (Mode::timed)
				sleep_unless_told(told, left);
			else
				sleep_unless_told(told);
		});
		if (over<Mode>(condition(), left))
			break;
	}
	::finish_wait(queue, &entry);
	return 0;
}

/// An entry whose owner sleeps in state TASK_RUNNING but for one short moment.
class WokenEntry : Pinned {
public:
	explicit WokenEntry(::wait_queue_head *queue);
	~WokenEntry();
	/// Sleeps unless there was a wake-up since the last time. -ERESTARTSYS or zero.
	long sleep(unsigned int state) __sleeps;

private:
	::wait_queue_head *queue_;
	::wait_queue_entry entry_;
	/// What the thread had been told when it was last about to sleep.
	u32 told_ = 0;
};

} // namespace detail

/// Tasks that sleep until a condition holds, and whoever makes it true wakes them up.
///
/// Use Completion for "this was done". A condition is any callable that returns a bool. It is
/// asked by the waiter, many times, so it only looks: it must not sleep, since the task is about
/// to sleep already when it is asked (DEBUG_ATOMIC_SLEEP reports it, and the checker). A
/// condition that takes a mutex is for wait_woken(), or better:
///
/// Where the condition is about data that a lock owns, give wait() the guard. It lets go of the
/// lock while it sleeps and has it again when it returns; that condition may sleep if the lock is
/// a mutex. Who changes the data does so under the lock, and wakes up before or after unlocking.
/// A thread's condition may ask should_stop() and should_park() too: who tells it wakes it.
/// Without a lock the condition must read something made for it: an atomic, a completion.
///
/// - wait() is interrupted by nothing; wait_idle() is the same for threads that sleep for long: it
///   counts neither for the load nor for the hung task check.
/// - wait_killable() ends when the task is killed, wait_interruptible() at any signal,
///   wait_freezable() too, and lets the system suspend meanwhile.
/// - what ends in _timeout yields what was left of the time, at least one tick.
/// - what ends in _exclusive is woken one at a time by wake_up(); a queue has either kind. If the condition
///   held for another reason, should_stop() for example, the task may have had the only wake-up: it calls
///   wake_up() before it leaves.
///
/// All operations are const: any number of tasks may use one at once. `name` is the lockdep class
/// of the lock inside. May be a static or a member.
///
/// Invariants:
/// - `raw_` is an initialised wait queue head from construction to destruction.
///
/// Example:
///     WaitQueue<"example.ready"> queue;
///     bool ready = true; // elsewhere: set, then queue.wake_up()
///     queue.wait([&] { return ready; });
///     TRY(queue.wait_interruptible([&] { return ready; }));
///     ready = false;
///     test.expect_eq(queue.wait_timeout(1_ms, [&] { return ready; }).error(), ETIMEDOUT);
///
/// Example:
///     Mutex<u32, "example.items"> items_{ 3u };
///     WaitQueue<"example.items.queue"> more;
///     auto items = items_.lock();
///     TRY(more.wait_killable(items, [&] { return *items > 0; }));
///     --*items;
///     test.expect_eq(*items, 2u);
template <Literal name>
class WaitQueue {
	using Class = LockClass<name, WaitQueue>;
	static constexpr auto uninterruptible = ::macro::TASK_UNINTERRUPTIBLE;
	static constexpr auto idle = ::macro::TASK_IDLE;
	static constexpr auto killable = ::macro::TASK_KILLABLE;
	static constexpr auto interruptible = ::macro::TASK_INTERRUPTIBLE;
	static constexpr auto freezable = ::macro::TASK_INTERRUPTIBLE | ::macro::TASK_FREEZABLE;
	static constexpr int exclusive = ::macro::WQ_FLAG_EXCLUSIVE;

public:
	WaitQueue(const WaitQueue &) = delete;
	WaitQueue &operator=(const WaitQueue &) = delete;
	/// Nobody waits yet. As a static it needs no code at all.
	constexpr WaitQueue()
	{
		if (__builtin_is_constant_evaluated()) {
			raw_.lock.rlock = detail::raw_spinlock_unlocked(Class::name, &Class::key,
									::LD_WAIT_CONFIG);
			raw_.head.next = &raw_.head;
			raw_.head.prev = &raw_.head;
		} else {
			::__init_waitqueue_head(&raw_, Class::name, &Class::key);
		}
	}

	/// Sleeps until `condition` holds. Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] void wait(Condition condition) const __sleeps
	{
		plain<uninterruptible>(condition);
	}
	/// Sleeps, without the guard's lock, until `condition` holds with it.
	///
	/// Context: process; may sleep once the guard is let go of.
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] void wait(Guard &guard, Condition condition) const __sleeps
	{
		plain<uninterruptible>(guard, condition);
	}
	/// wait() for a thread of ours that has nothing else to do. Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] void wait_idle(Condition condition) const __sleeps
	{
		plain<idle>(condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] void wait_idle(Guard &guard, Condition condition) const __sleeps
	{
		plain<idle>(guard, condition);
	}

	/// wait() that only a deadly signal ends. The condition counts first.
	///
	/// Errors: ERESTARTSYS: the task is being killed.
	/// Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] Result<> wait_killable(Condition condition) const __sleeps
	{
		return interrupted<killable>(condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] Result<> wait_killable(Guard &guard,
						      Condition condition) const __sleeps
	{
		return interrupted<killable>(guard, condition);
	}
	/// wait() that a signal ends. The condition counts first.
	///
	/// Errors: ERESTARTSYS: a signal came; hand it on, the system call is restarted.
	/// Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] Result<> wait_interruptible(Condition condition) const __sleeps
	{
		return interrupted<interruptible>(condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] Result<> wait_interruptible(Guard &guard,
							   Condition condition) const __sleeps
	{
		return interrupted<interruptible>(guard, condition);
	}
	/// wait_interruptible() in which the system may be suspended: hold no lock but the guard's.
	///
	/// Errors: ERESTARTSYS.
	/// Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] Result<> wait_freezable(Condition condition) const __sleeps
	{
		return interrupted<freezable>(condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] Result<> wait_freezable(Guard &guard,
						       Condition condition) const __sleeps
	{
		return interrupted<freezable>(guard, condition);
	}

	/// wait() for so long at most; yields what was left, at least one tick.
	///
	/// Errors: ETIMEDOUT: the condition did not hold even then.
	/// Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] Result<Jiffies> wait_timeout(Jiffies limit,
							  Condition condition) const __sleeps
	{
		return timed<uninterruptible>(limit, condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] Result<Jiffies> wait_timeout(Guard &guard, Jiffies limit,
							  Condition condition) const __sleeps
	{
		return timed<uninterruptible>(limit, guard, condition);
	}
	/// wait_idle() with a limit. Errors: ETIMEDOUT. Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] Result<Jiffies> wait_idle_timeout(Jiffies limit,
							       Condition condition) const __sleeps
	{
		return timed<idle>(limit, condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] Result<Jiffies> wait_idle_timeout(Guard &guard, Jiffies limit,
							       Condition condition) const __sleeps
	{
		return timed<idle>(limit, guard, condition);
	}
	/// wait_killable() with a limit.
	///
	/// Errors: ETIMEDOUT; ERESTARTSYS: the task is being killed.
	/// Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] Result<Jiffies> wait_killable_timeout(
		Jiffies limit, Condition condition) const __sleeps
	{
		return timed<killable>(limit, condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] Result<Jiffies> wait_killable_timeout(Guard &guard, Jiffies limit,
					    Condition condition) const __sleeps
	{
		return timed<killable>(limit, guard, condition);
	}
	/// wait_interruptible() with a limit.
	///
	/// Errors: ETIMEDOUT; ERESTARTSYS: a signal came.
	/// Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] Result<Jiffies> wait_interruptible_timeout(
		Jiffies limit, Condition condition) const __sleeps
	{
		return timed<interruptible>(limit, condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] Result<Jiffies> wait_interruptible_timeout(
		Guard &guard, Jiffies limit, Condition condition) const __sleeps
	{
		return timed<interruptible>(limit, guard, condition);
	}

	/// wait() where one wake_up() is meant for one waiter, in the order they came.
	///
	/// Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] void wait_exclusive(Condition condition) const __sleeps
	{
		plain<uninterruptible, exclusive>(condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] void wait_exclusive(Guard &guard, Condition condition) const __sleeps
	{
		plain<uninterruptible, exclusive>(guard, condition);
	}
	/// Errors: ERESTARTSYS: the task is being killed. Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] Result<> wait_killable_exclusive(Condition condition) const __sleeps
	{
		return interrupted<killable, exclusive>(condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] Result<> wait_killable_exclusive(Guard &guard,
								Condition condition) const __sleeps
	{
		return interrupted<killable, exclusive>(guard, condition);
	}
	/// Errors: ERESTARTSYS: a signal came. Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] Result<> wait_interruptible_exclusive(
		Condition condition) const __sleeps
	{
		return interrupted<interruptible, exclusive>(condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] Result<> wait_interruptible_exclusive(
		Guard &guard, Condition condition) const __sleeps
	{
		return interrupted<interruptible, exclusive>(guard, condition);
	}

	/// wait() for a condition that may itself sleep, such as one that locks a mutex.
	///
	/// Dearer than the others; a condition under a guard is better where there is one lock.
	///
	/// Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] void wait_woken(Condition condition) const __sleeps
	{
		detail::WokenEntry entry(&raw_);
		while (!condition())
			entry.sleep(uninterruptible);
	}
	/// wait_interruptible() for a condition that may itself sleep.
	///
	/// Errors: ERESTARTSYS: a signal came.
	/// Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] Result<> wait_woken_interruptible(Condition condition) const __sleeps
	{
		detail::WokenEntry entry(&raw_);
		while (!condition())
			if (entry.sleep(interruptible))
				return ERESTARTSYS;
		return ok;
	}

	/// Wakes every ordinary waiter, and one exclusive one. Context: any.
	void wake_up() const __atomic { ::wake_up(&raw_); }
	/// Wakes every ordinary waiter, and at most `count` exclusive ones. Context: any.
	void wake_up(u32 count) const __atomic
	{
		// To C zero means all.
		if (count)
			::wake_up_nr(&raw_, static_cast<int>(count));
	}
	/// Wakes all, exclusive or not. Context: any.
	void wake_up_all() const __atomic { ::wake_up_all(&raw_); }
	/// wake_up() that leaves out those whom no signal may wake. Context: any.
	void wake_up_interruptible() const __atomic { ::wake_up_interruptible(&raw_); }
	/// wake_up_all() that leaves out those whom no signal may wake. Context: any.
	void wake_up_interruptible_all() const __atomic { ::wake_up_interruptible_all(&raw_); }
	/// wake_up() by a task that is about to sleep: the waiter need not find another CPU.
	///
	/// Context: any.
	void wake_up_sync() const __atomic { ::__wake_up_sync(&raw_, ::macro::TASK_NORMAL); }
	/// wake_up() that tells poll() and epoll which EPOLL… events there are. Context: any.
	void wake_up_poll(u32 events) const __atomic { ::wake_up_poll(&raw_, events); }
	void wake_up_poll(PollEvents events) const __atomic { wake_up_poll(events.to_c()); }
	/// wake_up_interruptible() that tells poll() which EPOLL… events there are. Context: any.
	void wake_up_interruptible_poll(u32 events) const __atomic
	{
		::wake_up_interruptible_poll(&raw_, events);
	}
	/// Whether anybody waits, seen after all that this task wrote before. Context: any.
	[[nodiscard]] bool has_waiters() const __atomic { return ::wq_has_sleeper(&raw_); }

	/// What C functions take.
	::wait_queue_head *as_raw() const __lifetimebound { return &raw_; }

private:
	template <unsigned int state, int flags = 0, typename... Words>
	[[gnu::always_inline]] void plain(Words &...words) const
	{
		long none = 0;
		detail::wait<detail::WaitMode<state, flags>>(&raw_, words..., none);
	}
	template <unsigned int state, int flags = 0, typename... Words>
	[[gnu::always_inline]] Result<> interrupted(Words &...words) const
	{
		long none = 0;
		// It is the only error that there is, and so costs no look at its value.
		if (detail::wait<detail::WaitMode<state, flags>>(&raw_, words..., none))
			return ERESTARTSYS;
		return ok;
	}
	template <unsigned int state, typename... Words>
	[[gnu::always_inline]] Result<Jiffies> timed(Jiffies limit, Words &...words) const
	{
		long left = static_cast<long>(limit.ticks());

		if (detail::wait<detail::WaitMode<state, 0, true>>(&raw_, words..., left))
			return ERESTARTSYS;
		if (!left)
			return ETIMEDOUT;
		return Jiffies::ticks(static_cast<usize>(left));
	}

	mutable ::wait_queue_head raw_;
};

} // namespace kernel
