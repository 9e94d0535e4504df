// SPDX-License-Identifier: GPL-2.0 OR MIT
//! What a work queue runs: items that it owns meanwhile, and members of objects that others own.
//!
//! C: include/linux/workqueue.h (struct work_struct, struct delayed_work)
//!
//! There are two kinds, by who owns the object (doc/design/work_items.md):
//! - WorkItem is a base class: an Arc or a Box of the object is *moved into* the queue, and its
//!   run() gets it back. Nothing has to be cancelled, and the object may be forgotten meanwhile.
//! - Work is a member that calls a member function of the object around it. Its destructor waits.
//!
//! Both come with a delay: DelayedWorkItem and DelayedWork. The queues are in kernel/defer/workqueue.hpp.
#pragma once

#include <type_traits>
#include <utility>

#include <helpers/workqueue.hpp>
#include <linux/workqueue.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/member.hpp>
#include <kernel/defer/work_item.hpp>
#include <kernel/sync/lockdep.hpp>

namespace kernel {

/// Base of an object that a queue owns while it waits and that its run() owns afterwards.
///
/// Not for an object that others own and that only wants to be called: Work. `T` has a public
/// `static void run(Arc<T>)` or `static void run(Box<T>)`, and only that kind of owner can be enqueued
/// (Workqueue::enqueue()). With several WorkItems as bases, of different names, each run() also takes
/// `On<"name">`. `name` is the lockdep class.
///
/// Invariants:
/// - while `raw_` is pending, one owner of the object is the queue's.
///
/// Example:
///     struct Sum : WorkItem<Sum, "example.sum"> {
///             u32 left, right;
///
///             Sum(u32 left, u32 right) : left(left), right(right) {}
///             static void run(Box<Sum> sum) { pr_info("{}", sum->left + sum->right); }
///     };
///     auto queue = TRY(Workqueue::create(fmt("example_sum")));
///     queue.enqueue(TRY(make_box<Sum>(GFP_KERNEL, 2u, 3u)));
///     queue.flush();
template <typename T, Literal name>
class WorkItem {
	using Class = LockClass<name, WorkItem>;

public:
	WorkItem(const WorkItem &) = delete;
	WorkItem &operator=(const WorkItem &) = delete;

	/// For the queues: what T has from here.
	using OnlyItem = WorkItem;
	/// Which item: its name.
	using Name = On<name>;
	/// Whether it waits before it runs.
	static constexpr bool delayed = false;

private:
	friend T;
	friend struct detail::Items;

	WorkItem()
	{
		::kxx_init_work(&raw_, detail::item_function<T, WorkItem>(), Class::name,
				&Class::key);
	}
	~WorkItem() = default;

	::work_struct *raw() const { return &raw_; }
	mutable ::work_struct raw_;
};

/// A WorkItem that is run after a delay: Workqueue::enqueue_delayed().
///
/// Example:
///     struct Reminder : DelayedWorkItem<Reminder, "example.reminder"> {
///             static void run(Arc<Reminder>) { pr_info("it is time"); }
///     };
///     auto queue = TRY(Workqueue::create(fmt("example_reminder")));
///     auto reminder = TRY(make_arc<Reminder>(GFP_KERNEL));
///     test.expect(queue.enqueue_delayed(reminder.share(), 1_ms).is_ok());
///     workqueue::flush(reminder);
template <typename T, Literal name>
class DelayedWorkItem {
	using Class = LockClass<name, DelayedWorkItem>;

public:
	DelayedWorkItem(const DelayedWorkItem &) = delete;
	DelayedWorkItem &operator=(const DelayedWorkItem &) = delete;

	/// For the queues: what T has from here.
	using OnlyItem = DelayedWorkItem;
	/// Which item: its name.
	using Name = On<name>;
	/// Whether it waits before it runs.
	static constexpr bool delayed = true;

private:
	friend T;
	friend struct detail::Items;

	DelayedWorkItem()
	{
		detail::init(raw_, detail::item_function<T, DelayedWorkItem>(), Class::name,
			     &Class::key);
	}
	~DelayedWorkItem() = default;

	detail::RawDelayed *raw() const { return &raw_; }
	mutable detail::RawDelayed raw_;
};

/// A member that, once enqueued, calls a const member function of its owner, in a task of its own.
///
/// Not for an object that should live until its work is done: WorkItem. The destructor waits for a
/// run in progress and lets no other begin; so it is declared last in a final class (of several, all
/// are last), which the compiler checks: doc/design/callbacks_in_members.md. The function must not
/// destroy its owner, as by dropping the last Arc of it: it would wait for its own end.
///
/// What the function reads of its owner is guarded by a lock or atomic: once it can run, not even
/// a non-const function of the owner is alone.
///
/// All operations are const: any number of tasks may use one at once, in any context unless it says
/// otherwise.
///
/// Invariants:
/// - `raw_` is an initialised work item whose function knows the owner's address.
///
/// Example:
///     class Disk final : Pinned {
///     public:
///             void request_flush() const { workqueue::system().enqueue(flush_); }
///             bool wait() const { return flush_.flush(); }
///
///     private:
///             void flush() const { pr_info("flushed"); }
///
///             Work<Disk, "example.flush"> flush_{ calls<&Disk::flush, &Disk::flush_> };
///     };
///     Disk disk;
///     disk.request_flush();
///     disk.wait();
template <typename Owner, Literal name>
class Work {
	using Class = LockClass<name, Work>;

public:
	Work(const Work &) = delete;
	Work &operator=(const Work &) = delete;
	using CallbackMember = void;

	/// Says what is called: `calls<&Owner::function, &Owner::this_member>`.
	template <auto function, auto self, auto... behind>
	Work(Calls<function, self, behind...>)
	{
		detail::check_work<Owner, Work, function, self, behind...>();
		::kxx_init_work(&raw_, detail::run_member<function, self>, Class::name, &Class::key);
	}
	~Work()
	{
		shutdown();
		::kxx_destroy_work(&raw_);
	}

	/// Takes it from its queue, if it has not begun. Says whether it was there.
	bool cancel() const __atomic { return ::cancel_work(&raw_); }
	/// cancel(), and waits for a run in progress: when it returns, nothing runs, unless enqueued
	/// again. Not from the function itself, which would wait for its own end.
	///
	/// Context: process; may sleep.
	bool cancel_sync() const __sleeps { return ::kxx_cancel_work_sync(&raw_); }
	/// Waits until the last enqueueing has been worked off. Says whether there was something to
	/// wait for.
	///
	/// Context: process; may sleep.
	bool flush() const __sleeps { return ::kxx_flush_work(&raw_); }
	/// Whether it is in a queue and has not begun, now.
	bool pending() const __atomic { return ::kxx_work_pending(&raw_); }

	/// cancel_sync() for good: enqueueing it does nothing from now on. How the destructor of an
	/// owner begins whose body must be alone. Not while another task is in cancel_sync(): on some
	/// kernels that waits for ever.
	///
	/// Context: process; may sleep.
	void shutdown() __sleeps { ::kxx_disable_work_sync(&raw_); }

private:
	friend struct detail::Items;

	::work_struct *raw() const { return &raw_; }
	mutable ::work_struct raw_;
};

/// A Work that begins after a delay: enqueue_delayed() and mod_delayed() of the queues.
///
/// Not for what happens often and does not sleep: a Timer needs no task. The function must not destroy
/// its owner, as by dropping the last Arc of it: it would wait for its own end.
///
/// What the function reads of its owner is guarded by a lock or atomic: once it can run, not even
/// a non-const function of the owner is alone.
///
/// Example:
///     class Poller final : Pinned {
///     public:
///             void start() const { workqueue::system().enqueue_delayed(poll_, 1_ms); }
///             bool wait() const { return poll_.flush(); }
///
///     private:
///             void poll() const { start(); } // until the destructor
///
///             DelayedWork<Poller, "example.poll"> poll_{ calls<&Poller::poll, &Poller::poll_> };
///     };
///     Poller poller;
///     poller.start();
///     poller.wait();
template <typename Owner, Literal name>
class DelayedWork {
	using Class = LockClass<name, DelayedWork>;

public:
	DelayedWork(const DelayedWork &) = delete;
	DelayedWork &operator=(const DelayedWork &) = delete;
	using CallbackMember = void;

	/// Says what is called: `calls<&Owner::function, &Owner::this_member>`.
	template <auto function, auto self, auto... behind>
	DelayedWork(Calls<function, self, behind...>)
	{
		detail::check_work<Owner, DelayedWork, function, self, behind...>();
		detail::init(raw_, detail::run_delayed_member<function, self>, Class::name, &Class::key);
	}
	~DelayedWork()
	{
		shutdown();
		::kxx_destroy_delayed_work(&raw_.work);
	}

	/// Stops its delay or takes it from its queue, if it has not begun. Says whether it was there.
	bool cancel() const __atomic { return detail::cancel_tracked(raw_); }
	/// cancel(), and waits for a run in progress: when it returns, nothing runs, unless enqueued
	/// again. Not from the function itself, which would wait for its own end.
	///
	/// Context: process; may sleep.
	bool cancel_sync() const __sleeps
	{
		const bool was_there = cancel();
		const bool came_again = ::kxx_cancel_delayed_work_sync(&raw_.work);

		detail::untrack(raw_);
		return was_there || came_again;
	}
	/// Ends the delay and waits for the run. Says whether there was something to wait for.
	///
	/// Context: process; may sleep.
	bool flush() const __sleeps { return ::kxx_flush_delayed_work(&raw_.work); }
	/// Whether it waits for its time or its turn, now.
	bool pending() const __atomic { return ::kxx_work_pending(&raw_.work.work); }

	/// cancel_sync() for good: enqueueing it does nothing from now on. How the destructor of an
	/// owner begins whose body must be alone. Not while another task is in cancel_sync(): on some
	/// kernels that waits for ever.
	///
	/// Context: process; may sleep.
	void shutdown() __sleeps
	{
		::kxx_disable_delayed_work_sync(&raw_.work);
		detail::untrack(raw_);
	}

private:
	friend struct detail::Items;

	detail::RawDelayed *raw() const { return &raw_; }
	mutable detail::RawDelayed raw_;
};

} // namespace kernel
