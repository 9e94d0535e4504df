// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The common part of executors and coroutines: a job, which runs in steps, and the Waker that
//! requests a step.
//!
//! C: include/linux/workqueue.h (a work item that queues itself again)
//!
//! doc/design/coroutines.md explains why it is correct.
#pragma once

#include <coroutine>
#include <type_traits>
#include <utility>

#include <linux/list.hpp>
#include <linux/sched.hpp>
#include <linux/wait.hpp>
#include <linux/workqueue.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/callers.hpp>
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
	/// Jobs run on `queue`, or, if that is null, in the task that calls run().
	explicit Core(::workqueue_struct *queue) : queue_(queue) {}
	Core(const Core &) = delete;
	Core &operator=(const Core &) = delete;

	/// Takes a new job and lets it begin. After cancel_all(), does nothing and returns false.
	bool admit(const Job &job) const __atomic;
	/// Makes all waits of all jobs fail from now on, and admits no more jobs.
	void cancel_all() const __atomic;
	/// With a queue: waits until no job is left.
	void wait_empty() const __sleeps;
	/// Without a queue: runs jobs, sleeps while none is ready, and returns when none is left or
	/// `enough` returns true; the code that makes it true wakes the task.
	void run(bool (*enough)()) const __sleeps;

	/// With a queue: from now on unloading finds the executor, until leave().
	void enter() const { place_.enter(kind); }
	void leave() const __sleeps { place_.leave(); }
	/// With a queue: cancels all jobs, and waits for them to end.
	void stop() const __sleeps;

private:
	friend class Job;

	static void stop_left(::list_head &place);
	static const kernel::detail::CallerKind kind;

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
	mutable kernel::detail::CallerPlace place_;
};

/// The functions that differ between jobs with different result types.
struct JobOps {
	/// Takes the result out of the coroutine and destroys the coroutine.
	void (*complete)(Job &job);
	/// Destroys the job when nobody refers to it any more.
	void (*destroy)(Job &job);
};

/// A coroutine on an executor, and the chain of coroutines that it waits for.
///
/// Only its own step resumes its coroutines, and steps of one job never overlap, since a work item
/// does not run concurrently with itself. So only the members that cancel() uses need a lock.
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

	/// Requests a step. Context: any but NMI.
	[[gnu::always_inline]] void wake() const __atomic
	{
		if (core_.queue_) [[likely]]
			::queue_work(core_.queue_, &work_);
		else
			wake_local();
	}
	/// Makes its waits fail from now on. Context: any but NMI.
	void cancel() const __atomic;
	bool cancelled() const __atomic { return cancelled_.load(relaxed); }
	/// Whether the result is available.
	bool finished() const __atomic { return finished_.load(acquire); }
	/// The queue that is woken when the job has finished.
	::wait_queue_head *done() const __lifetimebound { return &done_; }

	/// For coroutines, within a step.
	void set_current(std::coroutine_handle<> coroutine) { current_ = coroutine; }
	/// For awaitables, during a step: the step ends here, and the next one calls `is_ready`
	/// first.
	void suspend(bool (*is_ready)(void *), void *awaitable)
	{
		awaitable_ = awaitable;
		is_ready_ = is_ready;
	}

	/// Drops one owner: the executor is one until the job has finished, and a handle is
	/// another.
	void put() const;

private:
	friend class Core;

	static void run(::work_struct *work);
	void step();
	void finish();
	void wake_local() const __atomic;
	/// Enqueues the job. The caller holds the lock.
	void enqueue(Core::State &state) const __atomic;

	union {
		mutable ::work_struct work_;
		/// The link in the list of ready jobs, without a queue.
		mutable ::list_head ready_;
	};
	std::coroutine_handle<> current_;
	bool (*is_ready_)(void *) = nullptr;
	void *awaitable_ = nullptr;
	const Core &core_;
	const JobOps &ops_;
	/// The link in the core's list. The core's lock protects it, and all writes to the two
	/// flags.
	mutable ::list_head live_;
	mutable ::wait_queue_head done_;
	mutable ::refcount_t owners_;
	Atomic<bool> cancelled_{ false };
	Atomic<bool> finished_{ false };
};

/// Sleeps until the job has finished.
void wait_finished(const Job &job) __sleeps;

} // namespace detail

/// Resumes a waiting coroutine on its executor. An awaitable gives it to the code that signals the
/// event.
///
/// wake() means "check again": the executor calls ready(), and if that returns false, the coroutine
/// keeps waiting. So spurious, early and repeated wake-ups are harmless, but a missing one is not.
/// First write the data that ready() reads, then wake.
///
/// It may be copied. Once disarm() of the awaitable has returned, no copy may be used.
///
/// Invariants:
/// - `job_` has not finished, since one of its awaitables is armed; or it is null.
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
	/// Makes a Waker that wakes nobody, for an awaitable before arm().
	constexpr Waker() = default;

	/// Makes the executor check the awaitable again, soon.
	///
	/// Context: any but NMI, including hard interrupts, with locks held, and in the coroutine
	/// itself.
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

/// An entry in a kernel wait queue that passes wake-ups to a Waker.
class WaitEntry {
public:
	WaitEntry() = default;
	WaitEntry(const WaitEntry &) = delete;
	WaitEntry &operator=(const WaitEntry &) = delete;

	void add(::wait_queue_head *queue, Waker waker) __atomic;
	/// When this returns, the wake function is not running: it is called with the queue locked.
	void remove() __atomic { ::remove_wait_queue(queue_, &entry_); }

private:
	static int woken(::wait_queue_entry *entry, unsigned int mode, int flags, void *key);

	::wait_queue_entry entry_;
	::wait_queue_head *queue_ = nullptr;
	Waker waker_;
};

} // namespace detail
} // namespace kernel::async
