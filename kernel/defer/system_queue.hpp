// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The kernel's own work queues.
//!
//! C: include/linux/workqueue.h
//!
//! They take work that somebody else owns and cancels: a Work or a DelayedWork (kernel/defer/work.hpp).
//! A Workqueue (kernel/defer/workqueue.hpp) owns the items that it is given.
#pragma once

#include <helpers/workqueue.hpp>
#include <linux/workqueue.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/types.hpp>
#include <kernel/defer/work.hpp>
#include <kernel/defer/work_item.hpp>
#include <kernel/time/jiffies.hpp>

namespace kernel {

namespace detail {

/// The functions of all queues, which take work that its owner cancels.
///
/// Invariants:
/// - `queue_` is a work queue that lives at least as long as this, or null after a move.
class Queue {
public:
	/// Lets the function of `work` run soon. Does nothing and returns false if it is already
	/// pending.
	///
	/// Context: any.
	template <typename Owner, Literal name>
	[[gnu::always_inline]] bool enqueue(const Work<Owner, name> &work __starts_callback) const __atomic
	{
		return ::queue_work(queue_, Items::raw(work));
	}
	/// Like enqueue(), on a worker of CPU `cpu`, or of any CPU if that one does not exist.
	///
	/// Context: any.
	template <typename Owner, Literal name>
	bool enqueue_on(u32 cpu, const Work<Owner, name> &work __starts_callback) const __atomic
	{
		return ::queue_work_on(::kxx_work_cpu(cpu), queue_, Items::raw(work));
	}

	/// The pointer that C functions take.
	::workqueue_struct *as_raw() const __lifetimebound { return queue_; }

protected:
	explicit Queue(::workqueue_struct *queue) : queue_(queue) {}

	::workqueue_struct *queue_;
};

} // namespace detail

/// One of the kernel's own queues; see workqueue::system(). It takes items that their owner
/// cancels, Work and DelayedWork: an item that the queue owns could still be in such a queue after
/// this module is gone.
///
/// `enqueue(work)` lets the function of a Work run soon; it does nothing and returns false if the
/// Work is already pending. `enqueue_on(cpu, work)` uses a worker of that CPU, or of any CPU if that
/// one does not exist. Both may be called in any context.
class SystemQueue : public detail::Queue {
public:
	using Queue::enqueue;
	using Queue::enqueue_on;

	/// Lets the function of `work` run after `delay`. Does nothing and returns false if it is
	/// pending.
	///
	/// Context: any.
	template <typename Owner, Literal name>
	bool enqueue_delayed(const DelayedWork<Owner, name> &work __starts_callback, Jiffies delay) const __atomic
	{
		return detail::enqueue_tracked(queue_, nullptr, *detail::Items::raw(work), delay.ticks());
	}
	/// Like enqueue_delayed(), but gives a pending item a new delay, from now. Returns whether
	/// it was pending.
	///
	/// Context: any.
	template <typename Owner, Literal name>
	bool mod_delayed(const DelayedWork<Owner, name> &work __starts_callback, Jiffies delay) const __atomic
	{
		return detail::move_tracked(queue_, nullptr, *detail::Items::raw(work), delay.ticks()) ==
		       detail::Moved::WasPending;
	}

	/// Anything else does not compile; the message says what is possible.
	template <typename T>
	void enqueue(const T &) const
	{
		static_assert(sizeof(T) == 0, "a system queue outlives this module: enqueue what the queue "
					      "is to own (Arc, Box) on a Workqueue of your own");
	}

	/// Views a C queue.
	///
	/// Safety:
	/// - `raw` is never destroyed.
	static SystemQueue from_raw(unsafe_t, ::workqueue_struct *raw) { return SystemQueue(raw); }

private:
	explicit SystemQueue(::workqueue_struct *raw) : Queue(raw) {}
};

namespace workqueue {

/// The kernel's queue for all short work. For long work use long_() or unbound().
inline SystemQueue system()
{
	// SAFETY: the kernel never destroys this queue.
	return SystemQueue::from_raw(unsafe, ::system_wq);
}
/// The queue whose workers have high priority.
inline SystemQueue highpri()
{
	// SAFETY: the kernel never destroys this queue.
	return SystemQueue::from_raw(unsafe, ::system_highpri_wq);
}
/// The queue for long work: callers that cannot wait long sometimes flush system().
inline SystemQueue long_()
{
	// SAFETY: the kernel never destroys this queue.
	return SystemQueue::from_raw(unsafe, ::system_long_wq);
}
/// The queue that is not bound to a CPU and runs any number of items at once.
inline SystemQueue unbound()
{
	// SAFETY: the kernel never destroys this queue.
	return SystemQueue::from_raw(unsafe, ::system_unbound_wq);
}
/// The queue that stops while the system is suspended.
inline SystemQueue freezable()
{
	// SAFETY: the kernel never destroys this queue.
	return SystemQueue::from_raw(unsafe, ::system_freezable_wq);
}
/// The queue that is unbound if the system was booted to save power.
inline SystemQueue power_efficient()
{
	// SAFETY: the kernel never destroys this queue.
	return SystemQueue::from_raw(unsafe, ::system_power_efficient_wq);
}
/// The queue that is both freezable and power-efficient.
inline SystemQueue freezable_power_efficient()
{
	// SAFETY: the kernel never destroys this queue.
	return SystemQueue::from_raw(unsafe, ::system_freezable_power_efficient_wq);
}

} // namespace workqueue

} // namespace kernel
