// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Waits until another task has done something once.
//!
//! C: include/linux/completion.h
#pragma once

#include <helpers/completion.hpp>
#include <linux/completion.hpp>
#include <linux/lockdep_types.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/result.hpp>
#include <kernel/sync/lockdep.hpp>
#include <kernel/sync/raw_spinlock.hpp>
#include <kernel/time/jiffies.hpp>

namespace kernel {

/// A count of completed events: wait() takes one and sleeps while there is none.
///
/// Use it for events such as "the thread has started" or "the command was answered". If the
/// condition is more than a count, use WaitQueue. `name` is the lockdep class of the lock inside. A
/// Completion may be a static, a member, or a local variable that another task completes: wait()
/// does not return before complete() has released it.
///
/// All operations are const: any number of tasks may use one Completion at once.
///
/// Invariants:
/// - `raw_` is an initialised completion from construction to destruction.
///
/// Example:
///     Completion<"example.answered"> answered;
///     answered.complete(); // elsewhere, usually
///     test.expect(answered.done());
///     answered.wait();
///     test.expect(!answered.try_wait());
///     test.expect_eq(answered.wait_timeout(1_ms).error(), ETIMEDOUT);
template <Literal name>
class Completion {
	using Class = LockClass<name, Completion>;

public:
	Completion(const Completion &) = delete;
	Completion &operator=(const Completion &) = delete;
	/// Starts with nothing done. A static is initialised at compile time.
	constexpr Completion()
	{
		if (__builtin_is_constant_evaluated()) {
			raw_.done = 0;
			raw_.wait.lock = detail::raw_spinlock_unlocked(Class::name, &Class::key);
			raw_.wait.task_list.next = &raw_.wait.task_list;
			raw_.wait.task_list.prev = &raw_.wait.task_list;
		} else {
			::kxx_init_completion(&raw_, Class::name, &Class::key);
		}
	}

	/// Completes one event: one waiter continues, now or when it arrives.
	///
	/// Context: any.
	void complete() const __atomic { ::complete(&raw_); }
	/// Completes everything: all waiters continue, from now until reinit().
	///
	/// Context: any.
	void complete_all() const __atomic { ::complete_all(&raw_); }

	/// Sleeps until an event is complete, and takes it. Nothing interrupts this wait, so use it
	/// only if the event is certain to come.
	///
	/// Context: process; may sleep.
	void wait() const __sleeps { ::wait_for_completion(&raw_); }
	/// Like wait(), but accounted as waiting for I/O.
	///
	/// Context: process; may sleep.
	void wait_io() const __sleeps { ::wait_for_completion_io(&raw_); }
	/// Like wait(), but a signal ends it.
	///
	/// Errors: ERESTARTSYS: a signal came first; return it, so that the system call is
	/// restarted.
	/// Context: process; may sleep.
	Result<> wait_interruptible() const __sleeps { return interrupted(::wait_for_completion_interruptible(&raw_)); }
	/// Like wait(), but a fatal signal ends it.
	///
	/// Errors: ERESTARTSYS: the task is being killed.
	/// Context: process; may sleep.
	Result<> wait_killable() const __sleeps { return interrupted(::wait_for_completion_killable(&raw_)); }

	/// Like wait(), but for at most `limit`. Returns the remaining time, at least one tick.
	///
	/// Errors: ETIMEDOUT.
	/// Context: process; may sleep.
	Result<Jiffies> wait_timeout(Jiffies limit) const __sleeps
	{
		const auto left = ::wait_for_completion_timeout(&raw_, limit.ticks());
		return remaining(static_cast<long>(left));
	}
	/// Like wait_interruptible(), but for at most `limit`. Returns the remaining time, at least
	/// one tick.
	///
	/// Errors: ETIMEDOUT; ERESTARTSYS: a signal came first.
	/// Context: process; may sleep.
	Result<Jiffies> wait_interruptible_timeout(Jiffies limit) const __sleeps
	{
		return remaining(::wait_for_completion_interruptible_timeout(&raw_, limit.ticks()));
	}
	/// Like wait_killable(), but for at most `limit`. Returns the remaining time, at least one
	/// tick.
	///
	/// Errors: ETIMEDOUT; ERESTARTSYS: the task is being killed.
	/// Context: process; may sleep.
	Result<Jiffies> wait_killable_timeout(Jiffies limit) const __sleeps
	{
		return remaining(::wait_for_completion_killable_timeout(&raw_, limit.ticks()));
	}

	/// Takes a completed event if there is one. Returns whether there was.
	///
	/// Context: any.
	[[nodiscard]] bool try_wait() const __atomic { return ::try_wait_for_completion(&raw_); }
	/// Whether wait() would return at once. Takes nothing.
	///
	/// Context: any.
	[[nodiscard]] bool done() const __atomic { return ::completion_done(&raw_); }

	/// Forgets all events, for another use. It is not const: nobody may wait or complete at the
	/// same time.
	void reinit() { ::reinit_completion(&raw_); }
	/// Like reinit(), for a Completion that others can reach.
	///
	/// Safety:
	/// - nobody waits or completes at the same time: an event would be lost, or seen twice.
	void reinit(unsafe_t) const { ::reinit_completion(&raw_); }

	/// The pointer that C functions take.
	::completion *as_raw() const __lifetimebound { return &raw_; }

private:
	// C returns only this error.
	[[gnu::always_inline]] static Result<> interrupted(int returned)
	{
		if (returned)
			return ERESTARTSYS;
		return ok;
	}
	[[gnu::always_inline]] static Result<Jiffies> remaining(long returned)
	{
		if (returned == 0)
			return ETIMEDOUT;
		if (returned < 0) [[unlikely]]
			return ERESTARTSYS;
		return Jiffies::ticks(static_cast<usize>(returned));
	}

	mutable ::completion raw_;
};

} // namespace kernel
