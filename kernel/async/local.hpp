// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Coroutines on the caller's thread.
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

/// Runs one coroutine on this thread, to its end, and yields its result. Sleeps while it waits.
///
/// Not in a coroutine, which would keep its executor's thread: `co_await`. Its parameters may refer to
/// the caller's variables.
///
/// Errors: its own; ENOMEM: its frame was not allocated.
/// Context: process; may sleep.
template <typename T>
Result<T> block_on(Async<T> coroutine) __sleeps;

/// Runs several coroutines on one thread, by turns: they share without locks what only they know.
///
/// Executor uses all CPUs. It does nothing by itself: run() resumes what is ready, and sleeps while
/// nothing is. The destructor cancels what is left and runs it to its end. It belongs to the task that
/// made it, and so may what its coroutines are given; join() of their handles waits for ever until
/// run() was called.
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
	/// Errors: ENOMEM. Context: as `flags` allow.
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

	/// Lets the next run() begin `function(flags, arguments...)`, a coroutine whose parameters are values
	/// and do not borrow; a lambda captures nothing. Dropping the handle lets it go on.
	///
	/// Errors: ENOMEM; ECANCELED: stop() was called.
	/// Context: as `flags` allow.
	template <typename F, typename... Args>
	auto spawn(Gfp flags, F function, Args &&...arguments)
	{
		return detail::spawn<detail::Threads::One>(core_, flags, function,
							   std::forward<Args>(arguments)...);
	}

	/// Runs all coroutines to their ends. Returns when none is left.
	///
	/// Context: process; may sleep.
	void run() __sleeps
	{
		core_->run([] { return false; });
	}
	/// Runs them until the thread is told to stop, then cancels those that are left and runs them to
	/// their ends. Returns earlier when none is left.
	///
	/// Context: process; may sleep.
	void run(const ThisKthread &) __sleeps
	{
		core_->run([] { return ::kthread_should_stop(); });
		stop();
	}
	/// Cancels all, runs them to their ends, and starts none any more.
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

/// A job on the stack of whoever waits for it.
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
	// Of its two owners one is never given up.
	detail::BlockingJob<T> job(core, std::move(coroutine));

	core.admit(job);
	core.run([] { return false; });
	return job.take();
}

} // namespace kernel::async
