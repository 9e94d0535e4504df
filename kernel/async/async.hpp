// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Coroutines: functions that wait without occupying a thread.
//!
//! C: none; a hand-written state machine, driven by work items
//!
//! An Async does nothing until another one awaits it, or an executor gets it:
//! kernel/async/executor.hpp (work queues) or kernel/async/local.hpp (the caller's thread).
//! doc/design/coroutines.md explains how it works, and what GCC 12 gets wrong.
#pragma once

#include <coroutine>
#include <new>
#include <type_traits>
#include <utility>

#include <kernel/async/job.hpp>
#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/memory/alloc.hpp>
#include <kernel/memory/gfp.hpp>

namespace kernel {

template <typename T = void>
class Async;

namespace async::detail {

template <typename T>
class JobOf;

template <typename T>
inline constexpr bool is_gfp = std::is_same_v<std::remove_cvref_t<T>, Gfp>;

/// Finds the flags among a coroutine's parameters.
template <typename First, typename... Rest>
[[gnu::always_inline]] inline Gfp flags_of(First &first, Rest &...rest)
{
	if constexpr (is_gfp<First>)
		return first;
	else
		return flags_of(rest...);
}

/// The part of all coroutines that does not depend on their result.
class PromiseBase {
public:
	/// Allocates the frame. The coroutine's own parameters give the flags.
	template <typename... Params>
	[[gnu::always_inline]] static void *operator new(usize bytes, Params &...params) noexcept
	{
		static_assert((is_gfp<Params> + ... + 0) == 1,
			      "a coroutine has one parameter of type Gfp: how its frame is allocated");
		if constexpr ((is_gfp<Params> + ... + 0) == 1) {
			void *frame = Kmalloc::alloc(bytes, flags_of(params...));

			if (frame) [[likely]]
				mark(frame);
			return frame;
		} else {
			return nullptr;
		}
	}
	static void operator delete(void *frame) noexcept { Kmalloc::free(frame); }

	std::suspend_always initial_suspend() const noexcept { return {}; }
	void unhandled_exception() const noexcept {}

	// Reads the mark, if the promise is where the frame has it.
	PromiseBase() { asm volatile("" : "=m"(job_)); }
	/// Whether the coroutine will find its frame where the handle says it is. GCC 12 lays out
	/// some wrongly; see doc/design/coroutines.md.
	[[gnu::always_inline]] bool lies_in(void *frame)
	{
		return static_cast<void *>(std::exchange(job_, nullptr)) == frame;
	}

	Job &job() const __lifetimebound { return *job_; }
	/// Begins for `parent`, which waits for it, or for nobody, as the job's outermost
	/// coroutine.
	void enter(Job &job, std::coroutine_handle<> self, std::coroutine_handle<> parent)
	{
		job_ = &job;
		parent_ = parent;
		job.set_current(self);
	}
	/// The job continues with the coroutine that waits. This one is not resumed again.
	[[gnu::always_inline]] void leave() const { job_->set_current(parent_); }

private:
	/// Writes the frame's address to the place where the promise begins, after two function
	/// pointers.
	[[gnu::always_inline]] static void mark(void *frame)
	{
		static_cast<void **>(frame)[2] = frame;
		asm volatile("" ::: "memory");
	}

	/// This comes first. Until lies_in() is called, it holds the mark.
	Job *job_;
	std::coroutine_handle<> parent_;
};

/// Logs that the compiler made a coroutine that would corrupt memory.
void warn_of_layout();

template <typename T>
class Promise : public PromiseBase {
public:
	Promise() : result_(EINVAL) {}

	Async<T> get_return_object() noexcept;
	static Async<T> get_return_object_on_allocation_failure() noexcept;

	struct End {
		bool await_ready() const noexcept { return false; }
		void await_suspend(std::coroutine_handle<Promise> self) const noexcept { self.promise().leave(); }
		void await_resume() const noexcept {}
	};
	End final_suspend() const noexcept { return {}; }

	[[gnu::always_inline]] void return_value(Result<T> result)
	{
		result_.~Result();
		::new (static_cast<void *>(&result_)) Result<T>(std::move(result));
	}
	/// For CO_TRY: ends the coroutine here. Its objects are destroyed with the frame.
	void fail(Error error)
	{
		return_value(error);
		leave();
	}
	Result<T> &result() __lifetimebound { return result_; }

private:
	Result<T> result_;
};

template <typename P>
concept is_promise = std::is_base_of_v<PromiseBase, P>;

/// Gives the error message for a co_await in a function that does not return an Async.
template <typename P>
consteval void check_promise()
{
	static_assert(is_promise<P>, "co_await of this belongs into a coroutine that returns an Async<T>");
}

/// The awaitable of CO_TRY, which ends the coroutine if there is an error.
template <typename T>
struct Attempt {
	Result<T> result;

	bool await_ready() const noexcept { return result.is_ok(); }
	template <typename P>
	void await_suspend(std::coroutine_handle<P> self) noexcept
	{
		check_promise<P>();
		self.promise().fail(result.error());
	}
	[[gnu::always_inline]] T await_resume() noexcept
	{
		// SAFETY: an error is not resumed.
		return std::move(result).take(unsafe);
	}
};

template <typename T>
[[gnu::always_inline]] inline Attempt<T> attempt(Result<T> &&result)
{
	return { std::move(result) };
}
template <typename T>
void attempt(Result<T> &)
{
	static_assert(sizeof(Result<T>) == 0, "CO_TRY takes the value out: CO_TRY(std::move(result))");
}

} // namespace async::detail

/// A coroutine that will yield a T or an Error; functions that contain co_await return it.
///
/// If the code never waits, use a plain function. The function has one parameter of type Gfp, with
/// which its frame is allocated before the first line runs. It ends with `co_return value;`,
/// `co_return ok;` or `co_return EINVAL;` on every path: a coroutine that runs off its end yields
/// EINVAL. It does not start until somebody awaits it: `co_await f(GFP_KERNEL)` yields a Result<T>,
/// or ENOMEM if the frame could not be allocated; CO_TRY passes an error on.
///
/// Parameters are stored in the frame: the objects of references must outlive it, as they do if the
/// caller awaits it in the same expression. Coroutines that executors start take no references. A
/// coroutine must not be a lambda with captures, which are not in the frame.
///
/// Guards (Mutex, SpinLock, RCU) must end before the next co_await: the coroutine may continue on
/// another thread.
///
/// Invariants:
/// - `coroutine_` is suspended at its start, or has ended, or CO_TRY has ended it; or it is null if
///   there was no frame, or after a move.
///
/// Example:
///     auto half = [](Gfp, u32 n) -> Async<u32> {
///             if (n % 2)
///                     co_return EINVAL;
///             CO_TRY(co_await async::yield());
///             co_return n / 2;
///     };
///     auto quarter = [](Gfp flags, auto half, u32 n) -> Async<u32> {
///             const u32 first = CO_TRY(co_await half(flags, n));
///             co_return co_await half(flags, first);
///     };
///     test.expect_eq(TRY(async::block_on(quarter(GFP_KERNEL, half, 8))), 2u);
///     test.expect_error(async::block_on(quarter(GFP_KERNEL, half, 6)), EINVAL);
template <typename T>
class [[nodiscard]] __owner(T) __keeps_arguments Async {
public:
	/// For the compiler.
	using promise_type = async::detail::Promise<T>;
	/// The type of a successful result.
	using Value = T;

	Async(Async &&other) noexcept : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
	Async &operator=(Async &&) = delete;
	~Async()
	{
		if (coroutine_)
			coroutine_.destroy();
	}

	class Awaiter;
	/// Starts it now, in the same job, and waits for its end: `co_await std::move(async)`.
	Awaiter operator co_await() && { return Awaiter(std::move(*this)); }
	void operator co_await() & = delete;

	/// Whether there was memory for its frame. A caller that awaits it need not check.
	bool allocated() const { return static_cast<bool>(coroutine_); }

private:
	friend promise_type;
	template <typename>
	friend class async::detail::JobOf;
	using Coroutine = std::coroutine_handle<promise_type>;

	explicit Async(Coroutine coroutine) : coroutine_(coroutine) {}

	Result<T> take()
	{
		if (!coroutine_) [[unlikely]]
			return ENOMEM;
		return std::move(coroutine_.promise().result());
	}

	Coroutine coroutine_;
};

/// The awaiter of `co_await` of an Async.
template <typename T>
class Async<T>::Awaiter {
public:
	Awaiter(const Awaiter &) = delete;
	Awaiter &operator=(const Awaiter &) = delete;
	bool await_ready() const noexcept { return !async_.coroutine_; }
	template <typename P>
	[[gnu::always_inline]] void await_suspend(std::coroutine_handle<P> parent) const noexcept
	{
		async::detail::check_promise<P>();
		Coroutine self = async_.coroutine_;
		self.promise().enter(parent.promise().job(), self, parent);
	}
	[[gnu::always_inline]] Result<T> await_resume() noexcept { return async_.take(); }

private:
	friend Async;
	explicit Awaiter(Async &&async) : async_(std::move(async)) {}

	Async async_;
};

template <typename T>
inline Async<T> async::detail::Promise<T>::get_return_object() noexcept
{
	static_assert(alignof(Promise) <= 16, "a coroutine's result is aligned to 16 bytes at most");
	auto self = std::coroutine_handle<Promise>::from_promise(*this);

	if (!lies_in(self.address())) [[unlikely]] {
		// To run it would be worse than to leak its memory.
		warn_of_layout();
		return Async<T>(nullptr);
	}
	return Async<T>(self);
}
template <typename T>
inline Async<T> async::detail::Promise<T>::get_return_object_on_allocation_failure() noexcept
{
	return Async<T>(nullptr);
}

/// A frame moves between threads unless its job says otherwise; executors check the parameters of
/// the coroutines that they start.
template <typename T>
struct Sharing<Async<T>> {
	static constexpr bool shareable = false;
	static constexpr bool sendable = false;
};

namespace async {

/// Base of objects, other than coroutines, that a coroutine can wait for:
/// `struct Read : Awaitable<Read>`.
///
/// The derived class has four functions, which the coroutine's executor calls in process context,
/// where they may sleep:
///
/// - `void arm(Waker waker)` ensures that waker.wake() is called whenever ready() may have become
///   true. wake() may be called at once, even before arm() has returned.
/// - `bool ready()` returns whether there is a result to take; it may fetch and keep the result. It
///   is called before arm(), once after it, and then at most once for each wake-up, but never again
///   once it has returned true.
/// - `void disarm()` undoes arm(). When it returns, nobody uses the Waker any more: it has waited
///   for all users. It is called exactly once for each arm().
/// - `Result<T> take()` returns the result of co_await, after ready() has returned true.
///
/// A cancelled job is resumed without another call of ready(): take() is then not called, and
/// co_await yields ECANCELED, as do all later waits. But once ready() has returned true, take()
/// follows, even if the job is cancelled in between, so that nothing that ready() has fetched is
/// lost.
///
/// While it is armed, the object lives in the coroutine's frame and does not move.
///
/// Example:
///     struct Countdown : async::Awaitable<Countdown> {
///             explicit Countdown(u32 from) : left(from) {}
///             void arm(async::Waker waker) { again = &waker; waker.wake(); }
///             bool ready() { return left-- == 0; } // asked before arm(), after it, once woken
///             void disarm() { again = nullptr; }
///             Result<u32> take() { return left + 1; }
///             u32 left;
///             async::Waker *again = nullptr;
///     };
///     auto count = [](Gfp) -> Async<u32> { co_return co_await Countdown(2); };
///     test.expect_eq(TRY(async::block_on(count(GFP_KERNEL))), 0u);
template <typename Derived>
class Awaitable : TaskBound {
public:
	Awaitable(const Awaitable &) = delete;
	Awaitable &operator=(const Awaitable &) = delete;

	/// For the compiler: co_await.
	bool await_ready() const noexcept { return false; }
	/// For the compiler: co_await.
	template <typename P>
	bool await_suspend(std::coroutine_handle<P> self) noexcept
	{
		detail::check_promise<P>();
		job_ = &self.promise().job();
		if (job_->cancelled() || ask())
			return false;
		derived().arm(Waker(*job_));
		if (ask()) {
			derived().disarm();
			return false;
		}
		armed_ = true;
		job_->suspend([](void *self) { return static_cast<Awaitable *>(self)->ask(); }, this);
		return true;
	}
	/// For the compiler: co_await.
	auto await_resume() noexcept
	{
		using Taken = decltype(derived().take());

		if (armed_)
			derived().disarm();
		// It was resumed without being ready, so the job was cancelled.
		if (!ready_) [[unlikely]]
			return Taken(ECANCELED);
		return derived().take();
	}

protected:
	constexpr Awaitable() = default;
	~Awaitable() = default;

private:
	Derived &derived() __lifetimebound { return static_cast<Derived &>(*this); }
	bool ask() { return ready_ = derived().ready(); }

	detail::Job *job_ = nullptr;
	bool armed_ = false;
	bool ready_ = false;
};

/// The awaitable of yield().
class Yield : public Awaitable<Yield> {
public:
	/// Wakes itself, so the job goes to the end of its queue.
	void arm(Waker waker) { waker.wake(); }
	/// Returns true only at the third call, in the job's next turn.
	bool ready() { return asked_++ >= 2; }
	void disarm() {}
	Result<> take() { return ok; }

private:
	u32 asked_ = 0;
};

/// Lets other jobs run: `CO_TRY(co_await async::yield());`. Call it now and then in long
/// computations.
///
/// Errors, of the co_await: ECANCELED.
inline Yield yield()
{
	return {};
}

} // namespace async
} // namespace kernel

/// Yields the value of a Result in a coroutine; if it is an error, ends the coroutine with it. It
/// replaces TRY in functions that return an Async: `u32 n = CO_TRY(co_await read(GFP_KERNEL));`, or
/// any other Result.
///
/// The build refuses it inside braces and `?:`, and in one expression with a temporary aggregate or
/// lambda that owns something: GCC 12 destroys these twice. Name the value first, or use `if`.
/// doc/design/early_return.md lists every case.
// The declaration prevents the wrong layout that GCC 12 gives a coroutine without any other
// declaration.
#define CO_TRY(...)                                                      \
	(__extension__({ using kxx_declared [[maybe_unused]] = void; }), \
	 co_await ::kernel::async::detail::attempt(__VA_ARGS__))
