// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Wait queues, where tasks sleep until a condition holds.
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

/// A guard whose lock can be released for a while.
template <typename G>
concept relockable = requires(G &guard) { guard.while_unlocked([] {}); };

/// How one wait sleeps: the task's state, the entry's flags, and whether there is a time limit.
template <unsigned int state_, int flags_ = 0, bool timed_ = false>
struct WaitMode {
	static constexpr int state = static_cast<int>(state_);
	static constexpr int flags = flags_;
	static constexpr bool timed = timed_;
	/// Whether a signal may end it: TASK_INTERRUPTIBLE or TASK_WAKEKILL is in the state.
	static constexpr bool interruptible = (state_ & (::macro::TASK_INTERRUPTIBLE | ::macro::TASK_WAKEKILL)) != 0;
};

/// Checks a condition while the task is on the queue, about to sleep: the condition must not sleep
/// itself.
template <typename Condition>
[[gnu::always_inline]] inline bool holds(Condition &condition) __atomic
{
	return condition();
}

/// Whether a wait ends. As in C, a condition that holds when the time is over still counts.
template <typename Mode>
[[gnu::always_inline]] inline bool over(bool held, long &left)
{
	if constexpr (!Mode::timed)
		return held;
	if (held && !left)
		left = 1;
	return held || !left;
}

/// Returns zero or a negative errno, and the remaining time in `left`.
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

/// Sleeps, unless this is a kernel thread that was told to stop or park since the last call: that
/// thread goes on, to check its condition again. `told`, at first 0, records what it was told.
void sleep_unless_told(u32 &told);
/// Does the same with a time limit; `left` is the remaining time.
void sleep_unless_told(u32 &told, long &left);
/// Sleeps for `jiffies`, or for at most one jiffy in a kernel thread that was told to stop or park.
/// Returns the remaining time.
long sleep_or_nap(long jiffies);

/// Waits under a lock, which is released while the task sleeps. The data of the condition changes
/// only under the lock, so the condition is checked before the task joins the queue, and may sleep
/// if the lock allows it. The exception is a thread's stop or park request, which
/// sleep_unless_told() checks.
template <typename Mode, typename G, typename Condition>
[[gnu::always_inline]] inline long wait(::wait_queue_head *queue, G &guard, Condition &condition, long &left)
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

/// An entry whose owner checks its condition in state TASK_RUNNING, except for one short moment.
class WokenEntry : Pinned {
public:
	explicit WokenEntry(::wait_queue_head *queue);
	~WokenEntry();
	/// Sleeps unless there was a wake-up since the last call. Returns -ERESTARTSYS or zero.
	long sleep(unsigned int state) __sleeps;

private:
	::wait_queue_head *queue_;
	::wait_queue_entry entry_;
	/// What the thread had been told when it last was about to sleep.
	u32 told_ = 0;
};

} // namespace detail

/// A queue of tasks that sleep until a condition holds; code that makes the condition true wakes
/// them up.
///
/// To wait for a single event, use Completion. A condition is any callable that returns a bool. The
/// waiter checks it many times, so it should only look: it must not sleep, since the task is
/// already about to sleep when it checks (DEBUG_ATOMIC_SLEEP and the checker report that). For a
/// condition that takes a mutex, use wait_woken(), or better:
///
/// If the condition is about the data of a lock, pass the guard to wait(). It releases the lock
/// while it sleeps and holds it again when it returns; this condition may sleep if the lock is a
/// mutex. A task that changes the data does so under the lock, and wakes the waiters before or
/// after unlocking. A thread's condition may also check should_stop() and should_park(): a stop or
/// park request wakes the thread. Without a lock, the condition must read data made for concurrent
/// access: an atomic, a completion.
///
/// - nothing interrupts wait(); wait_idle() is the same for threads that sleep for long: it counts
///   neither for the load nor for the hung-task check.
/// - wait_killable() ends when the task is killed, wait_interruptible() at any signal;
///   wait_freezable() also ends at any signal, and lets the system suspend during the wait.
/// - functions that end in _timeout return the remaining time, at least one tick.
/// - wake_up() wakes the waiters of functions that end in _exclusive one at a time; do not mix both
///   kinds in one queue. If the condition held for another reason, such as should_stop(), the task
///   may have consumed the only wake-up: it must call wake_up() before it leaves.
///
/// All operations are const: any number of tasks may use one queue at once. `name` is the lockdep
/// class of the lock inside. A queue may be a static or a member.
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
	/// Starts empty. A static is initialised at compile time.
	constexpr WaitQueue()
	{
		if (__builtin_is_constant_evaluated()) {
			raw_.lock.rlock = detail::raw_spinlock_unlocked(Class::name, &Class::key, ::LD_WAIT_CONFIG);
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
	/// Releases the guard's lock and sleeps until `condition` holds under the lock.
	///
	/// Context: process; may sleep once the guard is released.
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] void wait(Guard &guard, Condition condition __called_last) const __sleeps
	{
		plain<uninterruptible>(guard, condition);
	}
	/// Like wait(), for a kernel thread that has nothing else to do. Context: process; may
	/// sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] void wait_idle(Condition condition) const __sleeps
	{
		plain<idle>(condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] void wait_idle(Guard &guard, Condition condition __called_last) const __sleeps
	{
		plain<idle>(guard, condition);
	}

	/// Like wait(), but a fatal signal also ends it. The condition takes precedence.
	///
	/// Errors: ERESTARTSYS: the task is being killed.
	/// Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] Result<> wait_killable(Condition condition) const __sleeps
	{
		return interrupted<killable>(condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] Result<> wait_killable(Guard &guard, Condition condition __called_last) const __sleeps
	{
		return interrupted<killable>(guard, condition);
	}
	/// Like wait(), but a signal also ends it. The condition takes precedence.
	///
	/// Errors: ERESTARTSYS: a signal came; return it, so that the system call is restarted.
	/// Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] Result<> wait_interruptible(Condition condition) const __sleeps
	{
		return interrupted<interruptible>(condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] Result<> wait_interruptible(Guard &guard,
							   Condition condition __called_last) const __sleeps
	{
		return interrupted<interruptible>(guard, condition);
	}
	/// Like wait_interruptible(), but the system may be suspended during the wait: hold no lock
	/// other than the guard's.
	///
	/// Errors: ERESTARTSYS.
	/// Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] Result<> wait_freezable(Condition condition) const __sleeps
	{
		return interrupted<freezable>(condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] Result<> wait_freezable(Guard &guard, Condition condition __called_last) const __sleeps
	{
		return interrupted<freezable>(guard, condition);
	}

	/// Like wait(), but for at most `limit`; returns the remaining time, at least one tick.
	///
	/// Errors: ETIMEDOUT: the condition did not hold even then.
	/// Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] Result<Jiffies> wait_timeout(Jiffies limit, Condition condition) const __sleeps
	{
		return timed<uninterruptible>(limit, condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] Result<Jiffies> wait_timeout(Guard &guard, Jiffies limit,
							    Condition condition __called_last) const __sleeps
	{
		return timed<uninterruptible>(limit, guard, condition);
	}
	/// Like wait_idle(), with a limit. Errors: ETIMEDOUT. Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] Result<Jiffies> wait_idle_timeout(Jiffies limit, Condition condition) const __sleeps
	{
		return timed<idle>(limit, condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] Result<Jiffies> wait_idle_timeout(Guard &guard, Jiffies limit,
								 Condition condition __called_last) const __sleeps
	{
		return timed<idle>(limit, guard, condition);
	}
	/// Like wait_killable(), with a limit.
	///
	/// Errors: ETIMEDOUT; ERESTARTSYS: the task is being killed.
	/// Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] Result<Jiffies> wait_killable_timeout(Jiffies limit, Condition condition) const __sleeps
	{
		return timed<killable>(limit, condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] Result<Jiffies> wait_killable_timeout(Guard &guard, Jiffies limit,
								     Condition condition __called_last) const __sleeps
	{
		return timed<killable>(limit, guard, condition);
	}
	/// Like wait_interruptible(), with a limit.
	///
	/// Errors: ETIMEDOUT; ERESTARTSYS: a signal came.
	/// Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] Result<Jiffies> wait_interruptible_timeout(Jiffies limit,
									  Condition condition) const __sleeps
	{
		return timed<interruptible>(limit, condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] Result<Jiffies> wait_interruptible_timeout(
		Guard &guard, Jiffies limit, Condition condition __called_last) const __sleeps
	{
		return timed<interruptible>(limit, guard, condition);
	}

	/// Like wait(), but each wake_up() wakes one waiter, in the order of their arrival.
	///
	/// Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] void wait_exclusive(Condition condition) const __sleeps
	{
		plain<uninterruptible, exclusive>(condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] void wait_exclusive(Guard &guard, Condition condition __called_last) const __sleeps
	{
		plain<uninterruptible, exclusive>(guard, condition);
	}
	/// Like wait_exclusive(), but a fatal signal also ends it. The condition takes precedence.
	///
	/// Errors: ERESTARTSYS: the task is being killed.
	/// Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] Result<> wait_killable_exclusive(Condition condition) const __sleeps
	{
		return interrupted<killable, exclusive>(condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] Result<> wait_killable_exclusive(Guard &guard,
								Condition condition __called_last) const __sleeps
	{
		return interrupted<killable, exclusive>(guard, condition);
	}
	/// Like wait_exclusive(), but a signal also ends it. The condition takes precedence.
	///
	/// Errors: ERESTARTSYS: a signal came.
	/// Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] Result<> wait_interruptible_exclusive(Condition condition) const __sleeps
	{
		return interrupted<interruptible, exclusive>(condition);
	}
	template <detail::relockable Guard, std::predicate Condition>
	[[gnu::always_inline]] Result<> wait_interruptible_exclusive(Guard &guard,
								     Condition condition __called_last) const __sleeps
	{
		return interrupted<interruptible, exclusive>(guard, condition);
	}

	/// Like wait(), for a condition that may itself sleep, such as one that locks a mutex.
	///
	/// It costs more than the others; if there is one lock, a condition under its guard is
	/// better.
	///
	/// Context: process; may sleep.
	template <std::predicate Condition>
	[[gnu::always_inline]] void wait_woken(Condition condition) const __sleeps
	{
		detail::WokenEntry entry(&raw_);
		while (!condition())
			entry.sleep(uninterruptible);
	}
	/// Like wait_interruptible(), for a condition that may itself sleep.
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
		// For C, zero means all.
		if (count)
			::wake_up_nr(&raw_, static_cast<int>(count));
	}
	/// Wakes all, exclusive or not. Context: any.
	void wake_up_all() const __atomic { ::wake_up_all(&raw_); }
	/// wake_up() that leaves out uninterruptible waiters. Context: any.
	void wake_up_interruptible() const __atomic { ::wake_up_interruptible(&raw_); }
	/// wake_up_all() that leaves out uninterruptible waiters. Context: any.
	void wake_up_interruptible_all() const __atomic { ::wake_up_interruptible_all(&raw_); }
	/// Like wake_up(), for a caller that is about to sleep: the waiter need not move to another
	/// CPU.
	///
	/// Context: any.
	void wake_up_sync() const __atomic { ::__wake_up_sync(&raw_, ::macro::TASK_NORMAL); }
	/// Like wake_up(), but tells poll() and epoll which EPOLL… events have happened.
	///
	/// Context: any.
	void wake_up_poll(u32 events) const __atomic { ::wake_up_poll(&raw_, events); }
	void wake_up_poll(PollEvents events) const __atomic { wake_up_poll(events.to_c()); }
	/// Like wake_up_interruptible(), but tells poll() which EPOLL… events have happened.
	/// Context: any.
	void wake_up_interruptible_poll(u32 events) const __atomic { ::wake_up_interruptible_poll(&raw_, events); }
	/// Whether anybody waits; ordered after all earlier writes of this task. Context: any.
	[[nodiscard]] bool has_waiters() const __atomic { return ::wq_has_sleeper(&raw_); }

	/// The pointer that C functions take.
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
		// This is the only possible error, so the code need not check its value.
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
