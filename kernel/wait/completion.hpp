// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Waiting until somebody has done something once.
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

/// A count of things done: wait() takes one and sleeps while there is none.
///
/// For "that thread has started", "this command has been answered". Use WaitQueue where the
/// condition is more than a count. `name` is the lockdep class of the lock inside. May be a
/// static, a member, or a local that another task completes: wait() does not return before
/// complete() has let go of it.
///
/// All operations are const: any number of tasks may use one at once.
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
	/// Nothing done yet. As a static it needs no code at all.
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

	/// One more thing is done: one waiter goes on, now or when it comes.
	///
	/// Context: any.
	void complete() const __atomic { ::complete(&raw_); }
	/// Everything is done: all waiters go on, from now until reinit().
	///
	/// Context: any.
	void complete_all() const __atomic { ::complete_all(&raw_); }

	/// Sleeps until there is a thing done, and takes it. Nothing interrupts this: only where
	/// the answer is certain to come.
	///
	/// Context: process; may sleep.
	void wait() const __sleeps { ::wait_for_completion(&raw_); }
	/// wait(), counted as waiting for a disk.
	///
	/// Context: process; may sleep.
	void wait_io() const __sleeps { ::wait_for_completion_io(&raw_); }
	/// wait() that a signal ends.
	///
	/// Errors: ERESTARTSYS: a signal came first; hand it on, the system call is restarted.
	/// Context: process; may sleep.
	Result<> wait_interruptible() const __sleeps
	{
		return interrupted(::wait_for_completion_interruptible(&raw_));
	}
	/// wait() that only a deadly signal ends.
	///
	/// Errors: ERESTARTSYS: the task is being killed.
	/// Context: process; may sleep.
	Result<> wait_killable() const __sleeps
	{
		return interrupted(::wait_for_completion_killable(&raw_));
	}

	/// wait() for so long at most. Yields what was left, at least one tick.
	///
	/// Errors: ETIMEDOUT.
	/// Context: process; may sleep.
	Result<Jiffies> wait_timeout(Jiffies limit) const __sleeps
	{
		const auto left = ::wait_for_completion_timeout(&raw_, limit.ticks());
		return remaining(static_cast<long>(left));
	}
	/// wait_interruptible() for so long at most. Yields what was left, at least one tick.
	///
	/// Errors: ETIMEDOUT; ERESTARTSYS: a signal came first.
	/// Context: process; may sleep.
	Result<Jiffies> wait_interruptible_timeout(Jiffies limit) const __sleeps
	{
		return remaining(::wait_for_completion_interruptible_timeout(&raw_, limit.ticks()));
	}
	/// wait_killable() for so long at most. Yields what was left, at least one tick.
	///
	/// Errors: ETIMEDOUT; ERESTARTSYS: the task is being killed.
	/// Context: process; may sleep.
	Result<Jiffies> wait_killable_timeout(Jiffies limit) const __sleeps
	{
		return remaining(::wait_for_completion_killable_timeout(&raw_, limit.ticks()));
	}

	/// Takes a thing done if there is one. Says whether.
	///
	/// Context: any.
	[[nodiscard]] bool try_wait() const __atomic { return ::try_wait_for_completion(&raw_); }
	/// Whether wait() would not sleep, now. Takes nothing.
	///
	/// Context: any.
	[[nodiscard]] bool done() const __atomic { return ::completion_done(&raw_); }

	/// Forgets what was done, for another use. Non-const: nobody waits and nobody completes.
	void reinit() { ::reinit_completion(&raw_); }
	/// reinit() of one that others can reach.
	///
	/// Safety:
	/// - nobody waits or completes at the same time: it would be lost, or seen twice.
	void reinit(unsafe_t) const { ::reinit_completion(&raw_); }

	/// What C functions take.
	::completion *as_raw() const __lifetimebound { return &raw_; }

private:
	// C returns no other error than this one.
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
