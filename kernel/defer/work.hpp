// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The items that a work queue runs: objects that the queue owns, and members of objects that
//! others own.
//!
//! C: include/linux/workqueue.h (struct work_struct, struct delayed_work)
//!
//! There are two kinds, which differ in who owns the object (doc/design/work_items.md):
//! - WorkItem is a base class: an Arc or a Box of the object is *moved into* the queue, and its
//!   run() gets it back. Nothing has to be cancelled, and nobody else has to keep the object.
//! - Work is a member that calls a member function of the object that contains it. Its destructor
//!   waits.
//!
//! Both also exist with a delay: DelayedWorkItem and DelayedWork. The queues are in
//! kernel/defer/workqueue.hpp.
#pragma once

#include <type_traits>
#include <utility>

#include <helpers/workqueue.hpp>
#include <linux/workqueue.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/callers.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/member.hpp>
#include <kernel/defer/work_item.hpp>
#include <kernel/sync/lockdep.hpp>

namespace kernel {

/// Base of an object that a queue owns while the item is pending, and that its run() owns
/// afterwards.
///
/// For an object that others own, and whose function only has to be called, use Work. `T` has a
/// public `static void run(Arc<T>)` or `static void run(Box<T>)`, and only that kind of owner can
/// be enqueued (Workqueue::enqueue()). If T has several WorkItems with different names as base
/// classes, each run() also takes `On<"name">`. `name` is the lockdep class.
///
/// Invariants:
/// - while `raw_` is pending, the queue holds one owner of the object.
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

	/// The item class that T has from here, for the queues.
	using OnlyItem = WorkItem;
	/// The name that identifies the item.
	using Name = On<name>;
	/// Whether the item has a delay.
	static constexpr bool delayed = false;

private:
	friend T;
	friend struct detail::Items;

	WorkItem() { ::kxx_init_work(&raw_, detail::item_function<T, WorkItem>(), Class::name, &Class::key); }
	~WorkItem() = default;

	::work_struct *raw() const __lifetimebound { return &raw_; }
	mutable ::work_struct raw_;
};

/// A WorkItem that runs after a delay: Workqueue::enqueue_delayed().
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

	/// The item class that T has from here, for the queues.
	using OnlyItem = DelayedWorkItem;
	/// The name that identifies the item.
	using Name = On<name>;
	/// Whether the item has a delay.
	static constexpr bool delayed = true;

private:
	friend T;
	friend struct detail::Items;

	DelayedWorkItem() { detail::init(raw_, detail::item_function<T, DelayedWorkItem>(), Class::name, &Class::key); }
	~DelayedWorkItem() = default;

	detail::RawDelayed *raw() const __lifetimebound { return &raw_; }
	mutable detail::RawDelayed raw_;
};

/// A member that, once enqueued, calls a const member function of its owner in a worker task.
///
/// For an object that should live until its work is done, use WorkItem. The destructor waits for a
/// run in progress and prevents further runs, so declare the Work last in a final class (if there
/// are several, all of them last), which the compiler checks: doc/design/callbacks_in_members.md.
/// The function must not destroy its owner, for example by dropping its last Arc: it would wait for
/// its own end.
///
/// Members that the function reads must be atomic or protected by a lock: once it can run, not even
/// a non-const function of the owner has the object alone.
///
/// All operations are const: any number of tasks may use one Work at once, in any context unless a
/// function says otherwise.
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
	static_assert(detail::marked_as_owner<Owner>);

public:
	Work(const Work &) = delete;
	Work &operator=(const Work &) = delete;
	using CallbackMember = void;

	/// Names the function to call: `calls<&Owner::function, &Owner::this_member>`.
	template <auto function, auto self, auto... behind>
	Work(Calls<function, self, behind...>)
	{
		detail::check_work<Owner, Work, function, self, behind...>();
		::kxx_init_work(&raw_, detail::run_member<function, self>, Class::name, &Class::key);
		place_.enter(kind_);
	}
	~Work() __waits_for_callback
	{
		place_.leave();
		shutdown();
		::kxx_destroy_work(&raw_);
	}

	/// Removes the item from its queue if it has not begun. Returns whether it was in a queue.
	bool cancel() const __atomic { return ::cancel_work(&raw_); }
	/// Like cancel(), but also waits for a run in progress: when it returns, the function does
	/// not run, unless it was enqueued again. Do not call it from the function itself, which
	/// would wait for its own end.
	///
	/// Context: process; may sleep.
	bool cancel_sync() const __sleeps __waits_for_callback { return ::kxx_cancel_work_sync(&raw_); }
	/// Waits until the last enqueued run has finished. Returns whether there was something to
	/// wait for.
	///
	/// Context: process; may sleep.
	bool flush() const __sleeps __waits_for_callback { return ::kxx_flush_work(&raw_); }
	/// Whether the item is in a queue now and has not begun.
	bool pending() const __atomic { return ::kxx_work_pending(&raw_); }

	/// Like cancel_sync(), but permanent: enqueueing has no effect from now on. Call it first
	/// in the destructor of an owner whose body needs the object alone. Do not call it while
	/// another task is in cancel_sync(): on some kernels that waits for ever.
	///
	/// Context: process; may sleep.
	void shutdown() __sleeps __waits_for_callback { ::kxx_disable_work_sync(&raw_); }

private:
	friend struct detail::Items;

	static void stop(::list_head &place) { detail::CallerPlace::owner<&Work::place_>(place).shutdown(); }
	static constexpr detail::CallerKind kind_{ "work", Class::name, stop, detail::Stopping::Sleeps };

	::work_struct *raw() const __lifetimebound { return &raw_; }
	mutable ::work_struct raw_; // first, so that it is found by its address
	detail::CallerPlace place_;
};

/// A Work that runs after a delay; the queues' enqueue_delayed() and mod_delayed() start it.
///
/// If the function runs often and does not sleep, use a Timer, which needs no task. The function
/// must not destroy its owner, for example by dropping its last Arc: it would wait for its own end.
///
/// Members that the function reads must be atomic or protected by a lock: once it can run, not even
/// a non-const function of the owner has the object alone.
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
	static_assert(detail::marked_as_owner<Owner>);

public:
	DelayedWork(const DelayedWork &) = delete;
	DelayedWork &operator=(const DelayedWork &) = delete;
	using CallbackMember = void;

	/// Names the function to call: `calls<&Owner::function, &Owner::this_member>`.
	template <auto function, auto self, auto... behind>
	DelayedWork(Calls<function, self, behind...>)
	{
		detail::check_work<Owner, DelayedWork, function, self, behind...>();
		detail::init(raw_, detail::run_delayed_member<function, self>, Class::name, &Class::key);
		place_.enter(kind_);
	}
	~DelayedWork() __waits_for_callback
	{
		place_.leave();
		shutdown();
		::kxx_destroy_delayed_work(&raw_.work);
	}

	/// Stops the delay, or removes the item from its queue, if it has not begun. Returns
	/// whether it was pending.
	bool cancel() const __atomic { return detail::cancel_tracked(raw_); }
	/// Like cancel(), but also waits for a run in progress: when it returns, the function does
	/// not run, unless it was enqueued again. Do not call it from the function itself, which
	/// would wait for its own end.
	///
	/// Context: process; may sleep.
	bool cancel_sync() const __sleeps __waits_for_callback
	{
		const bool was_there = cancel();
		const bool came_again = ::kxx_cancel_delayed_work_sync(&raw_.work);

		detail::untrack(raw_);
		return was_there || came_again;
	}
	/// Ends the delay and waits for the run. Returns whether there was something to wait for.
	///
	/// Context: process; may sleep.
	bool flush() const __sleeps __waits_for_callback { return ::kxx_flush_delayed_work(&raw_.work); }
	/// Whether the delay is running, or the item is in a queue and has not begun.
	bool pending() const __atomic { return ::kxx_work_pending(&raw_.work.work); }

	/// Like cancel_sync(), but permanent: enqueueing has no effect from now on. Call it first
	/// in the destructor of an owner whose body needs the object alone. Do not call it while
	/// another task is in cancel_sync(): on some kernels that waits for ever.
	///
	/// Context: process; may sleep.
	void shutdown() __sleeps __waits_for_callback
	{
		::kxx_disable_delayed_work_sync(&raw_.work);
		detail::untrack(raw_);
	}

private:
	friend struct detail::Items;

	static void stop(::list_head &place) { detail::CallerPlace::owner<&DelayedWork::place_>(place).shutdown(); }
	static constexpr detail::CallerKind kind_{ "delayed work", Class::name, stop, detail::Stopping::Sleeps };

	detail::RawDelayed *raw() const __lifetimebound { return &raw_; }
	mutable detail::RawDelayed raw_; // first, so that it is found by its address
	detail::CallerPlace place_;
};

} // namespace kernel
