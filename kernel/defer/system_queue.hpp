// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The kernel's own work queues.
//!
//! C: include/linux/workqueue.h
//!
//! They take work that somebody else owns and cancels: a Work or a DelayedWork (kernel/defer/work.hpp). A
//! queue that owns what it is given is a Workqueue (kernel/defer/workqueue.hpp).
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

/// What all queues can do: take work that its owner cancels.
///
/// Invariants:
/// - `queue_` is a work queue that lives as long as this, or null after a move.
class Queue {
public:
	/// Lets the function of `work` run soon. False, and nothing else, when it is pending already.
	///
	/// Context: any.
	template <typename Owner, Literal name>
	[[gnu::always_inline]] bool enqueue(const Work<Owner, name> &work) const __atomic
	{
		return ::queue_work(queue_, Items::raw(work));
	}
	/// enqueue() on the worker of CPU `cpu`; of any CPU when that one is not there.
	///
	/// Context: any.
	template <typename Owner, Literal name>
	bool enqueue_on(u32 cpu, const Work<Owner, name> &work) const __atomic
	{
		return ::queue_work_on(::kxx_work_cpu(cpu), queue_, Items::raw(work));
	}

	/// What C functions take.
	::workqueue_struct *as_raw() const __lifetimebound { return queue_; }

protected:
	explicit Queue(::workqueue_struct *queue) : queue_(queue) {}

	::workqueue_struct *queue_;
};

} // namespace detail

/// One of the kernel's own queues, see workqueue::system(). Takes what its owner cancels, Work and
/// DelayedWork: what would own itself could still be in such a queue when this module is gone.
class SystemQueue : public detail::Queue {
public:
	using Queue::enqueue;
	using Queue::enqueue_on;

	/// Lets the function of `work` run after `delay`. False, and nothing else, when it is pending.
	///
	/// Context: any.
	template <typename Owner, Literal name>
	bool enqueue_delayed(const DelayedWork<Owner, name> &work, Jiffies delay) const __atomic
	{
		return detail::enqueue_tracked(queue_, nullptr, *detail::Items::raw(work), delay.ticks());
	}
	/// enqueue_delayed(), or a new delay, from now, for what is pending. Says whether it was.
	///
	/// Context: any.
	template <typename Owner, Literal name>
	bool mod_delayed(const DelayedWork<Owner, name> &work, Jiffies delay) const __atomic
	{
		return detail::move_tracked(queue_, nullptr, *detail::Items::raw(work), delay.ticks()) ==
		       detail::Moved::WasPending;
	}

	/// Of anything else: does not compile, and says what is possible.
	template <typename T>
	void enqueue(const T &) const
	{
		static_assert(sizeof(T) == 0, "a system queue outlives this module: enqueue what the queue "
					      "is to own (Arc, Box) on a Workqueue of your own");
	}

	/// A queue of C's.
	///
	/// Safety:
	/// - `raw` is never destroyed.
	static SystemQueue from_raw(unsafe_t, ::workqueue_struct *raw) { return SystemQueue(raw); }

private:
	explicit SystemQueue(::workqueue_struct *raw) : Queue(raw) {}
};

namespace workqueue {

/// The kernel's queue for everything short. What runs long: long_() or unbound().
inline SystemQueue system()
{
	// SAFETY: the kernel never destroys this queue.
	return SystemQueue::from_raw(unsafe, ::system_wq);
}
/// Workers of high priority.
inline SystemQueue highpri()
{
	// SAFETY: the kernel never destroys this queue.
	return SystemQueue::from_raw(unsafe, ::system_highpri_wq);
}
/// For what takes long: system() is flushed now and then by those who cannot wait.
inline SystemQueue long_()
{
	// SAFETY: the kernel never destroys this queue.
	return SystemQueue::from_raw(unsafe, ::system_long_wq);
}
/// Not bound to a CPU, as many at once as wanted.
inline SystemQueue unbound()
{
	// SAFETY: the kernel never destroys this queue.
	return SystemQueue::from_raw(unsafe, ::system_unbound_wq);
}
/// Stops while the system is suspended.
inline SystemQueue freezable()
{
	// SAFETY: the kernel never destroys this queue.
	return SystemQueue::from_raw(unsafe, ::system_freezable_wq);
}
/// Unbound where the system was booted to save power.
inline SystemQueue power_efficient()
{
	// SAFETY: the kernel never destroys this queue.
	return SystemQueue::from_raw(unsafe, ::system_power_efficient_wq);
}
/// Both.
inline SystemQueue freezable_power_efficient()
{
	// SAFETY: the kernel never destroys this queue.
	return SystemQueue::from_raw(unsafe, ::system_freezable_power_efficient_wq);
}

} // namespace workqueue

} // namespace kernel
