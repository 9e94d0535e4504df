// SPDX-License-Identifier: GPL-2.0 OR MIT
//! What executors and coroutines share: a job, which is run in steps, and the Waker that asks for one.
//!
//! C: include/linux/workqueue.h (a work item that queues itself again)
//!
//! doc/design/coroutines.md says why it is right.
#pragma once

#include <coroutine>
#include <type_traits>
#include <utility>

#include <linux/list.hpp>
#include <linux/sched.hpp>
#include <linux/wait.hpp>
#include <linux/workqueue.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/spinlock.hpp>
#include <kernel/wait/wait.hpp>

namespace kernel::async {

class Waker;
template <typename Derived>
class Awaitable;

namespace detail {

class Job;

/// The part of an executor that its jobs know.
///
/// Invariants:
/// - a job is in `live` from admit() until it has finished.
/// - a job without a queue is in `ready` if and only if it was woken and its step has not begun.
/// - `runner` is null, or the task that is in run().
class Core {
public:
	/// Jobs run on `queue`; when that is null, on whoever calls run().
	explicit Core(::workqueue_struct *queue) : queue_(queue) {}
	Core(const Core &) = delete;
	Core &operator=(const Core &) = delete;

	/// Takes a new job and lets it begin. False, and nothing else, after cancel_all().
	bool admit(const Job &job) const __atomic;
	/// What any job waits for fails from now on; admits none any more.
	void cancel_all() const __atomic;
	/// On a queue: waits until no job is left.
	void wait_empty() const __sleeps;
	/// Without a queue: runs jobs, sleeps while none is ready, and returns when none is left, or
	/// when `enough` says so, which whoever makes that true tells the task by waking it up.
	void run(bool (*enough)()) const __sleeps;

private:
	friend class Job;

	struct State {
		State();
		::list_head live;
		::list_head ready;
		::task_struct *runner = nullptr;
		bool stopping = false;
	};

	::workqueue_struct *queue_;
	RawSpinLock<State, "async.executor"> state_;
	WaitQueue<"async.executor.empty"> empty_;
};

/// What differs between jobs of different results.
struct JobOps {
	/// Takes the result out of the coroutine and destroys that.
	void (*complete)(Job &job);
	/// Nobody knows the job any more.
	void (*destroy)(Job &job);
};

/// A coroutine with an executor, and the chain of coroutines that it waits for.
///
/// Only its own step resumes anything, and steps of one job never overlap: a work item does not run
/// beside itself. So nothing in here needs a lock but what cancel() looks at.
///
/// Invariants:
/// - between two steps, `is_ready_` is not null and belongs to the awaitable that `current_` waits for;
///   or no step has begun; or the job has finished.
/// - `current_` is the innermost coroutine of the chain, null at the end of the outermost.
class Job {
public:
	Job(const Core &core, const JobOps &ops);
	Job(const Job &) = delete;
	Job &operator=(const Job &) = delete;

	/// Asks for a step. Context: any but NMI.
	[[gnu::always_inline]] void wake() const __atomic
	{
		if (core_.queue_) [[likely]]
			::queue_work(core_.queue_, &work_);
		else
			wake_local();
	}
	/// What it waits for fails from now on. Context: any but NMI.
	void cancel() const __atomic;
	bool cancelled() const __atomic { return cancelled_.load(relaxed); }
	/// Whether the result is there.
	bool finished() const __atomic { return finished_.load(acquire); }
	/// Woken when it has finished.
	::wait_queue_head *done() const { return &done_; }

	/// For coroutines, within a step.
	void set_current(std::coroutine_handle<> coroutine) { current_ = coroutine; }
	/// For awaitables, within a step: it ends here, and the next one asks `is_ready` first.
	void suspend(bool (*is_ready)(void *), void *awaitable)
	{
		awaitable_ = awaitable;
		is_ready_ = is_ready;
	}

	/// One owner less: the executor until it has finished, and a handle.
	void put() const;

private:
	friend class Core;

	static void run(::work_struct *work);
	void step();
	void finish();
	void wake_local() const __atomic;
	/// With the lock held.
	void enqueue(Core::State &state) const __atomic;

	union {
		mutable ::work_struct work_;
		/// Without a queue.
		mutable ::list_head ready_;
	};
	std::coroutine_handle<> current_;
	bool (*is_ready_)(void *) = nullptr;
	void *awaitable_ = nullptr;
	const Core &core_;
	const JobOps &ops_;
	/// In the core's list. Guarded by its lock, as is the setting of the two flags.
	mutable ::list_head live_;
	mutable ::wait_queue_head done_;
	mutable ::refcount_t owners_;
	Atomic<bool> cancelled_{ false };
	Atomic<bool> finished_{ false };
};

/// Sleeps until the job has finished.
void wait_finished(const Job &job) __sleeps;

} // namespace detail

/// Resumes a coroutine that waits, on its executor: what an awaitable leaves with whoever tells of the end.
///
/// wake() means "look again": the awaitable is asked whether it is ready, and if it is not, goes on
/// waiting. So it does no harm to wake twice, too early or too late; what must not happen is
/// not to be woken. Wake after having written what ready() looks at.
///
/// Copies are fine. None is used any more once disarm() of the awaitable has returned.
///
/// Invariants:
/// - `job_` has not finished, since one of its awaitables is armed; or is null.
///
/// Example:
///     struct Doorbell : async::Awaitable<Doorbell> {
///             void arm(async::Waker waker) { waker.wake(); } // rings at once, and from anywhere else
///             bool ready() { return true; }
///             void disarm() {}
///             Result<u32> take() { return 7u; }
///     };
///     auto visit = [](Gfp) -> Async<u32> { co_return CO_TRY(co_await Doorbell()) + 1; };
///     test.expect_eq(TRY(async::block_on(visit(GFP_KERNEL))), 8u);
class Waker {
public:
	/// Wakes nobody: what an awaitable has before arm().
	constexpr Waker() = default;

	/// Lets the awaitable be asked again, soon, on its executor.
	///
	/// Context: any but NMI: hard interrupts, with locks held, from the coroutine itself.
	[[gnu::always_inline]] void wake() const __atomic
	{
		if (job_) [[likely]]
			job_->wake();
	}

private:
	template <typename Derived>
	friend class Awaitable;
	explicit Waker(const detail::Job &job) : job_(&job) {}

	const detail::Job *job_ = nullptr;
};

namespace detail {

/// A place in a wait queue of the kernel's, whose wake-ups go to a Waker.
class WaitEntry {
public:
	WaitEntry() = default;
	WaitEntry(const WaitEntry &) = delete;
	WaitEntry &operator=(const WaitEntry &) = delete;

	void add(::wait_queue_head *queue, Waker waker) __atomic;
	/// Nobody is in the function any more when this returns: it is called with the queue locked.
	void remove() __atomic { ::remove_wait_queue(queue_, &entry_); }

private:
	static int woken(::wait_queue_entry *entry, unsigned int mode, int flags, void *key);

	::wait_queue_entry entry_;
	::wait_queue_head *queue_ = nullptr;
	Waker waker_;
};

} // namespace detail
} // namespace kernel::async
