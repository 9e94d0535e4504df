// SPDX-License-Identifier: GPL-2.0 OR MIT
//! An executor that runs coroutines on a work queue, several at once, on all CPUs.
//!
//! C: include/linux/workqueue.h
#pragma once

#include <new>
#include <type_traits>
#include <utility>

#include <kernel/async/async.hpp>
#include <kernel/async/job.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/defer/workqueue.hpp>
#include <kernel/memory/alloc.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/text/format.hpp>

namespace kernel::async {

class Executor;
class Spawner;
template <typename T>
class JoinHandle;

namespace detail {

/// A job with its outermost coroutine and, in the end, the result.
template <typename T>
class JobOf : public Job {
public:
	JobOf(const Core &core, const JobOps &ops, Async<T> coroutine)
		: Job(core, ops), coroutine_(std::move(coroutine)), result_(EINPROGRESS)
	{
		if (auto self = coroutine_.coroutine_)
			self.promise().enter(*this, self, nullptr);
	}

	static void complete(Job &job)
	{
		auto &self = static_cast<JobOf &>(job);

		self.set_result(self.coroutine_.take());
		Async<T> gone(std::move(self.coroutine_));
	}
	/// Takes the result; ESRCH if it was taken before.
	Result<T> take()
	{
		Result<T> result = std::move(result_);

		if constexpr (!std::is_void_v<T>)
			set_result(ESRCH);
		return result;
	}

private:
	void set_result(Result<T> result)
	{
		result_.~Result();
		::new (static_cast<void *>(&result_)) Result<T>(std::move(result));
	}

	Async<T> coroutine_;
	Result<T> result_;
};

/// An allocated job, which keeps the core that its handle needs.
template <typename T>
class SpawnedJob final : public JobOf<T> {
public:
	SpawnedJob(Arc<Core> core, Async<T> coroutine)
		: JobOf<T>(*core, ops, std::move(coroutine)), core_(std::move(core))
	{
	}

	static void destroy(Job &job)
	{
		auto *self = static_cast<SpawnedJob *>(&job);

		self->~SpawnedJob();
		Kmalloc::free(self);
	}

private:
	static constexpr JobOps ops{ JobOf<T>::complete, destroy };

	Arc<Core> core_;
};

template <typename T>
inline constexpr bool is_async = false;
template <typename T>
inline constexpr bool is_async<Async<T>> = true;

/// The parameters of the function that spawn() calls.
template <typename F>
struct Signature;
template <typename R, typename... Params>
struct Signature<R (*)(Params...)> {
	using Returned = R;
	static constexpr bool by_value = !(std::is_reference_v<Params> || ...);
	static constexpr bool borrows = (kernel::borrows<std::remove_cvref_t<Params>> || ...);
	static constexpr bool sendable = (kernel::sendable<std::remove_cvref_t<Params>> && ...);
};
template <typename C, typename R, typename... Params>
struct Signature<R (C::*)(Params...) const> : Signature<R (*)(Params...)> {};
template <typename R, typename... Params>
struct Signature<R (*)(Params...) noexcept> : Signature<R (*)(Params...)> {};

template <typename F>
consteval auto signature_of()
{
	if constexpr (std::is_pointer_v<F>)
		return Signature<F>();
	else
		return Signature<decltype(&F::operator())>();
}

enum class Threads { One, Many };

/// Refuses, with a message, a coroutine that cannot run independently.
template <Threads threads, typename F, typename... Args>
consteval bool check_spawn()
{
	static_assert(std::is_empty_v<F> || kernel::detail::is_function_pointer<F>,
		      "spawn: the coroutine captures nothing; pass what it needs as arguments, which are "
		      "moved into its frame");
	static_assert(
		std::is_pointer_v<F> || requires { &F::operator(); },
		"spawn: the coroutine says the types of its parameters; `auto` could be a reference");
	using Sig = decltype(signature_of<F>());
	static_assert(is_async<typename Sig::Returned>, "spawn: the function is no coroutine: it returns "
							"an Async<T>");
	static_assert(Sig::by_value, "spawn: the coroutine outlives its caller: its parameters are values, "
				     "no references");
	static_assert(!Sig::borrows, "spawn: a plain pointer, a Span, a BStr or a CStr says nothing about "
				     "who keeps the object; pass an Arc, a Box, a CString, or an Outlives");
	static_assert(threads == Threads::One || Sig::sendable || Sig::borrows,
		      "spawn: a parameter is not sendable: it belongs to the task that made it, see "
		      "kernel/base/share.hpp");
	static_assert(std::is_invocable_v<F, Gfp, Args &&...>,
		      "spawn: the coroutine does not take these arguments, behind the Gfp that it begins with");
	static_assert(threads == Threads::One || sendable<typename Sig::Returned::Value>,
		      "spawn: the result is not sendable: it belongs to the task that made it, see "
		      "kernel/base/share.hpp");
	return true;
}

template <Threads threads, typename F, typename... Args>
auto spawn(const Arc<Core> &core, Gfp flags, F function, Args &&...arguments)
	-> Result<JoinHandle<typename std::invoke_result_t<F, Gfp, Args...>::Value>>;

} // namespace detail

/// The awaitable of `co_await` of a JoinHandle.
template <typename T>
class Join : public Awaitable<Join<T>> {
public:
	void arm(Waker waker) __atomic { entry_.add(job_.done(), waker); }
	bool ready() __atomic { return job_.finished(); }
	void disarm() __atomic { entry_.remove(); }
	Result<T> take() { return job_.take(); }

private:
	friend class JoinHandle<T>;
	explicit Join(detail::JobOf<T> &job) : job_(job) {}

	detail::JobOf<T> &job_;
	detail::WaitEntry entry_;
};

/// A handle to a coroutine on an executor, for its result or its end.
///
/// Dropping the handle does not end the coroutine: it continues by itself, until the executor ends.
///
/// `co_await handle` yields its Result<T>, like join(), in a coroutine of any executor, or
/// ECANCELED if the waiting coroutine was cancelled. The result can be taken once; after that it is
/// ESRCH.
///
/// Invariants:
/// - this is one of the owners of `job_`, which is null after a move.
///
/// Example:
///     auto executor = TRY(async::Executor::create(fmt("example_join")));
///     auto forever = [](Gfp) -> Async<u32> {
///             for (;;)
///                     CO_TRY(co_await async::yield());
///     };
///     auto handle = TRY(executor.spawn(GFP_KERNEL, forever));
///     handle.cancel();
///     test.expect_error(handle.join(), ECANCELED);
template <typename T>
class [[nodiscard]] __owner(T) JoinHandle {
public:
	JoinHandle(JoinHandle &&other) noexcept : job_(std::exchange(other.job_, nullptr)) {}
	JoinHandle &operator=(JoinHandle &&other) noexcept
	{
		JoinHandle taken(std::move(other));

		std::swap(job_, taken.job_);
		return *this;
	}
	~JoinHandle()
	{
		if (job_)
			job_->put();
	}

	/// Sleeps until it has ended, and returns its result. In a coroutine, use `co_await handle`
	/// instead, since join() would block a thread of its executor.
	///
	/// Errors: those of the coroutine; ESRCH: the result was taken before.
	/// Context: process; may sleep.
	Result<T> join() __sleeps
	{
		detail::wait_finished(*job_);
		return job_->take();
	}
	/// The end of the coroutine as an Awaitable, for timeout(). `co_await handle` does the
	/// same.
	Join<T> awaited() & __lifetimebound { return Join<T>(*job_); }
	Join<T> awaited() && = delete;
	Join<T> operator co_await() & __lifetimebound { return Join<T>(*job_); }
	void operator co_await() && = delete;

	/// Makes its current and later waits fail with ECANCELED, unless a wait was already found
	/// ready; the coroutine ends when it propagates that error. Returns at once.
	///
	/// Context: any but NMI.
	void cancel() const __atomic { job_->cancel(); }
	/// Whether it has ended.
	bool finished() const __atomic { return job_->finished(); }
	/// Says explicitly that nobody waits for it.
	void detach() && { JoinHandle gone(std::move(*this)); }

private:
	template <detail::Threads threads, typename F, typename... Args>
	friend auto detail::spawn(const Arc<detail::Core> &core, Gfp flags, F function, Args &&...arguments)
		-> Result<JoinHandle<typename std::invoke_result_t<F, Gfp, Args...>::Value>>;
	explicit JoinHandle(detail::JobOf<T> *job) : job_(job) {}

	detail::JobOf<T> *job_;
};

/// Starts coroutines on an Executor that somebody else owns, for coroutines that run on it.
///
/// It may outlive the executor; spawn() fails then.
///
/// Invariants:
/// - `core_` belongs to an Executor.
///
/// Example:
///     auto executor = TRY(async::Executor::create(fmt("example_spawn")));
///     auto child = [](Gfp, u32 n) -> Async<u32> { co_return n + 1; };
///     auto parent = [](Gfp flags, async::Spawner spawner, Async<u32> (*child)(Gfp, u32)) -> Async<u32> {
///             auto handle = CO_TRY(spawner.spawn(flags, child, 1u));
///             co_return co_await handle;
///     };
///     auto handle = TRY(executor.spawn(GFP_KERNEL, parent, executor.spawner(), +child));
///     test.expect_eq(TRY(handle.join()), 2u);
class Spawner {
public:
	/// Like Executor::spawn().
	template <typename F, typename... Args>
	auto spawn(Gfp flags, F function, Args &&...arguments) const
	{
		static_assert(detail::check_spawn<detail::Threads::Many, F, Args...>());
		return detail::spawn<detail::Threads::Many>(core_, flags, function, std::forward<Args>(arguments)...);
	}
	/// Makes another Spawner.
	Spawner share() const __atomic { return Spawner(core_.share()); }

private:
	friend class Executor;
	explicit Spawner(Arc<detail::Core> core) : core_(std::move(core)) {}

	Arc<detail::Core> core_;
};

/// Runs coroutines on its own work queue. Its destructor cancels all of them, and waits for them to
/// end.
///
/// For a single coroutine that a thread waits for anyway, use block_on(). A coroutine is resumed in
/// process context, by one thread at a time, which may differ each time; it may sleep, but it
/// occupies a worker while it does. Objects that the coroutines refer to must outlive the executor:
/// declare the executor last, or after those objects. A coroutine that never waits, or continues
/// although all its waits fail, keeps the destructor waiting for ever. None of the coroutines may
/// destroy the executor.
///
/// All operations are const: any number of tasks may use one at once.
///
/// Invariants:
/// - `core_` refers to `queue_`, which is null after a move.
///
/// Example:
///     auto executor = TRY(async::Executor::create(fmt("example_executor")));
///     auto handle = TRY(executor.spawn(GFP_KERNEL, [](Gfp, u32 n) -> Async<u32> {
///             CO_TRY(co_await async::yield());
///             co_return n * 2;
///     }, 21u));
///     test.expect_eq(TRY(handle.join()), 42u);
class [[nodiscard]] Executor {
public:
	/// Says that it calls functions of the module, which must be stopped before unloading.
	using Caller = void;

	/// Makes an executor with a work queue of this name; see Workqueue::create().
	///
	/// Errors: ENOMEM, EINVAL.
	/// Context: process; may sleep.
	template <format::message Name>
	static Result<Executor> create(Name &&name, const WorkqueueOptions &options = {}) __sleeps
	{
		auto queue = TRY(Workqueue::create(std::forward<Name>(name), options));
		Arc<detail::Core> core = TRY(make_arc<detail::Core>(GFP_KERNEL, queue.as_raw()));

		core->enter();

		return Executor(std::move(core), std::move(queue));
	}
	Executor(Executor &&) noexcept = default;
	Executor &operator=(Executor &&) = delete;
	~Executor() __sleeps
	{
		if (queue_.as_raw()) {
			core_->leave();
			stop();
		}
	}

	/// Starts `function(flags, arguments...)`, a coroutine whose parameters are sendable values
	/// that do not borrow; a lambda must capture nothing. If the handle is dropped, the
	/// coroutine continues.
	///
	/// Errors: ENOMEM; ECANCELED: stop() was called.
	/// Context: as `flags` allow.
	template <typename F, typename... Args>
	auto spawn(Gfp flags, F function, Args &&...arguments) const
	{
		static_assert(detail::check_spawn<detail::Threads::Many, F, Args...>());
		return detail::spawn<detail::Threads::Many>(core_, flags, function, std::forward<Args>(arguments)...);
	}
	/// Makes a Spawner, for coroutines that start others here.
	Spawner spawner() const __atomic { return Spawner(core_.share()); }

	/// Waits until all coroutines that were ready have had a turn. Do not call it from one of
	/// them.
	///
	/// Context: process; may sleep.
	void flush() const __sleeps { queue_.flush(); }
	/// Cancels all coroutines, waits for them to end, and starts no more. Do not call it from
	/// one of them.
	///
	/// Context: process; may sleep.
	void stop() const __sleeps { core_->stop(); }

private:
	Executor(Arc<detail::Core> core, Workqueue queue) : core_(std::move(core)), queue_(std::move(queue)) {}

	Arc<detail::Core> core_;
	Workqueue queue_;
};

// Implementation

template <detail::Threads threads, typename F, typename... Args>
auto detail::spawn(const Arc<Core> &core, Gfp flags, F function, Args &&...arguments)
	-> Result<JoinHandle<typename std::invoke_result_t<F, Gfp, Args...>::Value>>
{
	using T = typename std::invoke_result_t<F, Gfp, Args...>::Value;
	using Made = SpawnedJob<T>;
	static_assert(alignof(Made) <= Kmalloc::alignment);

	Async<T> coroutine = function(flags, std::forward<Args>(arguments)...);
	if (!coroutine.allocated()) [[unlikely]]
		return ENOMEM;
	void *memory = Kmalloc::alloc(sizeof(Made), flags);
	if (!memory) [[unlikely]]
		return ENOMEM;
	auto *job = ::new (memory) Made(core.share(), std::move(coroutine));
	if (!core->admit(*job)) [[unlikely]] {
		Made::destroy(*job);
		return ECANCELED;
	}
	return JoinHandle<T>(job);
}

} // namespace kernel::async
