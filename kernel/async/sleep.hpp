// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Time in coroutines: sleeps, and waits with a time limit.
//!
//! C: include/linux/timer.h
#pragma once

#include <utility>

#include <helpers/timer.hpp>
#include <linux/timer.hpp>

#include <kernel/async/async.hpp>
#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/time/jiffies.hpp>

namespace kernel::async {

namespace detail {

/// A timer that wakes once.
class Alarm {
public:
	explicit Alarm(Jiffies span) : span_(span) {}
	Alarm(const Alarm &) = delete;
	Alarm &operator=(const Alarm &) = delete;

	void arm(Waker waker) __atomic;
	/// When this returns, the timer function is not running.
	void disarm();
	bool rang() const __atomic { return rang_.load(acquire); }

private:
	static void expired(::timer_list *timer);

	::timer_list timer_;
	Jiffies span_;
	Waker waker_;
	Atomic<bool> rang_{ false };
};

} // namespace detail

/// The awaitable of sleep().
class Sleep : public Awaitable<Sleep> {
public:
	void arm(Waker waker) __atomic { alarm_.arm(waker); }
	bool ready() __atomic { return alarm_.rang(); }
	void disarm() { alarm_.disarm(); }
	Result<> take() { return ok; }

private:
	friend Sleep sleep(Jiffies span);
	explicit Sleep(Jiffies span) : alarm_(span) {}

	detail::Alarm alarm_;
};

/// Waits for `span`, up to a tick or two longer, without a thread: `CO_TRY(co_await async::sleep(5_ms));`.
///
/// Errors, of the co_await: ECANCELED.
///
/// Example:
///     auto pause = [](Gfp) -> Async<> {
///             CO_TRY(co_await async::sleep(1_ms));
///             co_return ok;
///     };
///     const auto begin = Instant<>::now();
///     TRY(async::block_on(pause(GFP_KERNEL)));
///     test.expect(Instant<>::now() - begin >= 1_ms);
inline Sleep sleep(Jiffies span)
{
	return Sleep(span);
}

/// The awaitable of timeout().
template <typename Inner>
class Timeout : public Awaitable<Timeout<Inner>> {
public:
	void arm(Waker waker)
	{
		inner_.arm(waker);
		alarm_.arm(waker);
	}
	bool ready()
	{
		done_ = inner_.ready();
		return done_ || alarm_.rang();
	}
	void disarm()
	{
		alarm_.disarm();
		inner_.disarm();
	}
	auto take() -> decltype(std::declval<Inner &>().take())
	{
		if (!done_)
			return ETIMEDOUT;
		return inner_.take();
	}

private:
	template <typename I>
	friend Timeout<I> timeout(Jiffies limit, I &&inner);
	Timeout(Jiffies limit, Inner &inner) : inner_(inner), alarm_(limit) {}

	Inner &inner_;
	detail::Alarm alarm_;
	bool done_ = false;
};

/// Waits for an Awaitable, but no longer than `limit`:
/// `co_await async::timeout(1_s, async::wait(…))`. The end of the time does not cancel the awaited
/// operation: a spawned coroutine, as in `async::timeout(1_s, handle.awaited())`, continues.
///
/// Errors, of the co_await: ETIMEDOUT; ECANCELED; those of the Awaitable.
///
/// Example:
///     auto impatient = [](Gfp) -> Async<> { co_return co_await async::timeout(1_ms, async::sleep(3600_s)); };
///     test.expect_error(async::block_on(impatient(GFP_KERNEL)), ETIMEDOUT);
template <typename Inner>
Timeout<Inner> timeout(Jiffies limit, Inner &&inner __lifetimebound)
{
	static_assert(std::is_base_of_v<Awaitable<Inner>, Inner>,
		      "timeout() takes a temporary Awaitable, in the same co_await");
	return Timeout<Inner>(limit, inner);
}

} // namespace kernel::async
