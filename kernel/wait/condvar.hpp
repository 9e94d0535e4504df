// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Condition variables: waiting for another task to change what a lock protects.
//!
//! C: include/linux/wait.h (the kernel has no condition variable of its own)
#pragma once

#include <kernel/time/jiffies.hpp>
#include <kernel/wait/wait.hpp>

namespace kernel {

/// Where tasks sleep until they are notified, having let go of a lock meanwhile.
///
/// A wait may also end without a reason, so it is asked again whether there is something to do; where
/// that is one condition, WaitQueue::wait(guard, condition) asks for you, and is better. notify_one() wakes one of
/// those who wait, first come first served. A task that does something else when it wakes, since it was told to
/// stop for example, may have had the only notification: it calls notify_one() before it leaves.
///
/// A kernel thread that was told to stop, or to park, is not notified. Each of its waits ends after a jiffy at most, so
/// that it may ask should_stop(): what it was told before a wait, the CondVar cannot know. A WaitQueue can, since it
/// asks the condition itself; there such a thread sleeps.
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

	/// Sleeps without the guard's lock until notified, and takes it again.
	///
	/// Context: process; may sleep.
	template <detail::relockable Guard>
	void wait(Guard &guard) const __sleeps
	{
		sleep<::macro::TASK_UNINTERRUPTIBLE>(guard, ::macro::MAX_SCHEDULE_TIMEOUT);
	}
	/// The same, until a signal comes. Errors: ERESTARTSYS.
	template <detail::relockable Guard>
	Result<> wait_interruptible(Guard &guard) const __sleeps
	{
		return unless_signalled<::macro::TASK_INTERRUPTIBLE>(guard);
	}
	/// The same, until the task is killed. Errors: ERESTARTSYS.
	template <detail::relockable Guard>
	Result<> wait_killable(Guard &guard) const __sleeps
	{
		return unless_signalled<::macro::TASK_KILLABLE>(guard);
	}
	/// wait() for at most some time. Returns what was left of it, at least one tick.
	///
	/// Errors: ETIMEDOUT: and no notification was for this task. A notification that comes before the task runs
	/// again counts.
	/// Context: process; may sleep.
	template <detail::relockable Guard>
	Result<Jiffies> wait_timeout(Guard &guard, Jiffies time) const __sleeps
	{
		const long left = sleep<::macro::TASK_UNINTERRUPTIBLE>(guard,
								       static_cast<long>(time.ticks()));

		if (left == 0)
			return ETIMEDOUT;
		return Jiffies::ticks(static_cast<usize>(left));
	}

	/// Wakes one of those who wait. Context: any.
	void notify_one() const __atomic { queue_.wake_up(); }
	/// Wakes all who wait. Context: any.
	void notify_all() const __atomic { queue_.wake_up_all(); }

private:
	template <unsigned int state, typename Guard>
	Result<> unless_signalled(Guard &guard) const
	{
		if (sleep<state>(guard, ::macro::MAX_SCHEDULE_TIMEOUT) < 0)
			return ERESTARTSYS;
		return ok;
	}

	/// The jiffies that are left, or a negative errno when a signal was there.
	template <unsigned int state, typename Guard>
	[[gnu::always_inline]] long sleep(Guard &guard, long jiffies) const
	{
		::wait_queue_entry entry;

		::kxx_init_notified_entry(&entry);
		if (long error = ::prepare_to_wait_event(queue_.as_raw(), &entry, static_cast<int>(state)))
			return error;
		guard.while_unlocked([&] {
			jiffies = detail::sleep_or_nap(jiffies);
			// The notification was for this task alone, even if the time is over as well.
			if (::kxx_finish_wait(queue_.as_raw(), &entry) && jiffies == 0)
				jiffies = 1;
		});
		return jiffies;
	}

	WaitQueue<name> queue_;
};

} // namespace kernel
