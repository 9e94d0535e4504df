// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Condition variables, for waiting until another task changes the data of a lock.
//!
//! C: include/linux/wait.h (the kernel has no condition variable of its own)
#pragma once

#include <kernel/time/jiffies.hpp>
#include <kernel/wait/wait.hpp>

namespace kernel {

/// A place where tasks sleep until they are notified, and release a lock while they sleep.
///
/// A wait may end spuriously, so the caller must check again whether there is something to do. If
/// that check is a single condition, WaitQueue::wait(guard, condition) is better: it checks for
/// you. notify_one() wakes the task that has waited longest. A task that leaves for another reason
/// when it wakes, such as a stop request, may have consumed the only notification: it must call
/// notify_one() before it leaves.
///
/// A kernel thread that was told to stop or park is not notified. Instead, each of its waits ends
/// after at most one jiffy, so that it can check should_stop(): the CondVar cannot know what the
/// thread was told before the wait. A WaitQueue can, since it checks the condition itself; there
/// such a thread sleeps on.
///
/// Example:
///     CondVar<"example.more"> more;
///     Mutex<u32, "example.items"> lock(1u);
///     auto items = lock.lock();
///     while (*items == 0)
///             TRY(more.wait_interruptible(items));
///     *items -= 1;
///     more.notify_all();
///     test.expect_error(more.wait_timeout(items, 1_ms), ETIMEDOUT);
template <Literal name>
class CondVar {
public:
	CondVar(const CondVar &) = delete;
	CondVar &operator=(const CondVar &) = delete;
	constexpr CondVar() = default;

	/// Releases the guard's lock, sleeps until notified, and takes the lock again.
	///
	/// Context: process; may sleep.
	template <detail::relockable Guard>
	void wait(Guard &guard) const __sleeps
	{
		sleep<::macro::TASK_UNINTERRUPTIBLE>(guard, ::macro::MAX_SCHEDULE_TIMEOUT);
	}
	/// Like wait(), but a signal ends it. Errors: ERESTARTSYS.
	template <detail::relockable Guard>
	Result<> wait_interruptible(Guard &guard) const __sleeps
	{
		return unless_signalled<::macro::TASK_INTERRUPTIBLE>(guard);
	}
	/// Like wait(), but a fatal signal ends it. Errors: ERESTARTSYS.
	template <detail::relockable Guard>
	Result<> wait_killable(Guard &guard) const __sleeps
	{
		return unless_signalled<::macro::TASK_KILLABLE>(guard);
	}
	/// Like wait(), but with a time limit. Returns the remaining time, at least one tick.
	///
	/// Errors: ETIMEDOUT: the time is over, and no notification was for this task. A
	/// notification that comes before the task runs again counts.
	/// Context: process; may sleep.
	template <detail::relockable Guard>
	Result<Jiffies> wait_timeout(Guard &guard, Jiffies time) const __sleeps
	{
		const long left = sleep<::macro::TASK_UNINTERRUPTIBLE>(guard, static_cast<long>(time.ticks()));

		if (left == 0)
			return ETIMEDOUT;
		return Jiffies::ticks(static_cast<usize>(left));
	}

	/// Wakes one waiter. Context: any.
	void notify_one() const __atomic { queue_.wake_up(); }
	/// Wakes all waiters. Context: any.
	void notify_all() const __atomic { queue_.wake_up_all(); }

private:
	template <unsigned int state, typename Guard>
	Result<> unless_signalled(Guard &guard) const
	{
		if (sleep<state>(guard, ::macro::MAX_SCHEDULE_TIMEOUT) < 0)
			return ERESTARTSYS;
		return ok;
	}

	/// The remaining jiffies, or a negative errno if a signal came.
	template <unsigned int state, typename Guard>
	[[gnu::always_inline]] long sleep(Guard &guard, long jiffies) const
	{
		::wait_queue_entry entry;

		::kxx_init_notified_entry(&entry);
		if (long error = ::prepare_to_wait_event(queue_.as_raw(), &entry, static_cast<int>(state)))
			return error;
		guard.while_unlocked([&] {
			jiffies = detail::sleep_or_nap(jiffies);
			// The notification was for this task alone, even if the time is also over.
			if (::kxx_finish_wait(queue_.as_raw(), &entry) && jiffies == 0)
				jiffies = 1;
		});
		return jiffies;
	}

	WaitQueue<name> queue_;
};

} // namespace kernel
