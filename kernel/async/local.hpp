// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Runs coroutines on the caller's thread.
//!
//! C: include/linux/sched.h
#pragma once

#include <utility>

#include <linux/kthread.hpp>

#include <kernel/async/async.hpp>
#include <kernel/async/executor.hpp>
#include <kernel/async/job.hpp>
#include <kernel/base/result.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/task/kthread.hpp>

namespace kernel::async {

/// Runs one coroutine on this thread, to its end, and returns its result. Sleeps while the
/// coroutine waits.
///
/// In a coroutine, use `co_await` instead, since this would block its executor's thread. The
/// parameters may refer to the caller's variables.
///
/// Errors: those of the coroutine; ENOMEM: its frame could not be allocated.
/// Context: process; may sleep.
template <typename T>
Result<T> block_on(Async<T> coroutine) __sleeps;

/// Runs several coroutines on one thread, in turns, so they need no locks for data that only they
/// use.
///
/// To use all CPUs, take an Executor. A LocalExecutor does nothing by itself: run() resumes ready
/// coroutines, and sleeps while none is ready. The destructor cancels the remaining coroutines and
/// runs them to their end. It belongs to the task that made it, so its coroutines' arguments need
/// not be sendable; join() of a handle waits for ever unless run() is called.
///
/// Invariants:
/// - `core_` has no queue; null after a move.
///
/// Example:
///     auto executor = TRY(async::LocalExecutor::create(GFP_KERNEL));
///     auto handle = TRY(executor.spawn(GFP_KERNEL, [](Gfp, u32 n) -> Async<u32> {
///             CO_TRY(co_await async::yield());
///             co_return n * 2;
///     }, 21u));
///     executor.run();
///     test.expect_eq(TRY(handle.join()), 42u);
class [[nodiscard]] LocalExecutor : TaskBound {
public:
	/// Makes an executor without coroutines.
	///
	/// Errors: ENOMEM.
	/// Context: as `flags` allow.
	static Result<LocalExecutor> create(Gfp flags)
	{
		return LocalExecutor(TRY(make_arc<detail::Core>(flags, nullptr)));
	}
	LocalExecutor(LocalExecutor &&other) noexcept
		: core_(std::move(other.core_)), full_(std::exchange(other.full_, false))
	{
	}
	LocalExecutor &operator=(LocalExecutor &&) = delete;
	~LocalExecutor() __sleeps
	{
		if (full_)
			stop();
	}

	/// Lets the next run() start `function(flags, arguments...)`, a coroutine whose parameters
	/// are values that do not borrow; a lambda must capture nothing. If the handle is dropped,
	/// the coroutine continues.
	///
	/// Errors: ENOMEM; ECANCELED: stop() was called.
	/// Context: as `flags` allow.
	template <typename F, typename... Args>
	auto spawn(Gfp flags, F function, Args &&...arguments)
	{
		static_assert(detail::check_spawn<detail::Threads::One, F, Args...>());
		return detail::spawn<detail::Threads::One>(core_, flags, function, std::forward<Args>(arguments)...);
	}

	/// Runs all coroutines to their end. Returns when none is left.
	///
	/// Context: process; may sleep.
	void run() __sleeps
	{
		core_->run([] { return false; });
	}
	/// Runs them until the thread is told to stop, then cancels the remaining ones and runs
	/// them to their end. Returns earlier if none is left.
	///
	/// Context: process; may sleep.
	void run(const ThisKthread &) __sleeps
	{
		core_->run([] { return ::kthread_should_stop(); });
		stop();
	}
	/// Cancels all coroutines, runs them to their end, and starts no more.
	///
	/// Context: process; may sleep.
	void stop() __sleeps
	{
		core_->cancel_all();
		run();
	}

private:
	explicit LocalExecutor(Arc<detail::Core> core) : core_(std::move(core)) {}

	Arc<detail::Core> core_;
	bool full_ = true;
};

// Implementation

namespace detail {

/// A job on the stack of the task that waits for it.
template <typename T>
class BlockingJob final : public JobOf<T> {
public:
	BlockingJob(const Core &core, Async<T> coroutine) : JobOf<T>(core, ops, std::move(coroutine)) {}

private:
	static constexpr JobOps ops{ JobOf<T>::complete, nullptr };
};

} // namespace detail

template <typename T>
Result<T> block_on(Async<T> coroutine)
{
	if (!coroutine.allocated()) [[unlikely]]
		return ENOMEM;
	detail::Core core(nullptr);
	// One of its two owners is never dropped.
	detail::BlockingJob<T> job(core, std::move(coroutine));

	core.admit(job);
	core.run([] { return false; });
	return job.take();
}

} // namespace kernel::async
