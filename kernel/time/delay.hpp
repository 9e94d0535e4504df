// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Lets time pass, by sleeping or by busy-waiting.
//!
//! C: include/linux/delay.h, include/linux/sched.h
#pragma once

#include <helpers/delay.hpp>
#include <helpers/sched.hpp>
#include <linux/sched.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/time/jiffies.hpp>
#include <kernel/time/time.hpp>

namespace kernel {

/// Sleeps for at least `span`; nothing interrupts it.
///
/// This is the kernel's fsleep(): a span of less than 20 ms takes at most a quarter longer; a
/// longer one ends with a tick, up to two ticks late. A span that is not positive does not sleep.
/// To wait for a condition, use a WaitQueue or a Completion.
///
/// Context: process; may sleep.
///
/// Example:
///     Instant begin = Instant<>::now();
///     sleep(300_us);
///     test.expect(begin.elapsed() >= 300_us);
void sleep(Delta span) __sleeps;

/// Sleeps for at least `shortest`, and for up to `longest` if that lets the kernel combine wakeups.
///
/// Context: process; may sleep.
///
/// Example:
///     sleep_range(100_us, 200_us);
void sleep_range(Delta shortest, Delta longest) __sleeps;

/// Sleeps for `span`, or until a signal comes. Returns the rest of `span`, which is zero if no
/// signal came.
///
/// Context: process; may sleep.
///
/// Example:
///     test.expect(sleep_interruptible(1_ms).is_zero());
[[nodiscard]] Jiffies sleep_interruptible(Jiffies span) __sleeps;

namespace detail {
// Called only at compile time; the name is the message that the compiler shows.
void error_this_delay_is_too_long_use_sleep();

/// A span short enough for busy-waiting, made from a constant of at most 20 ms.
class ShortSpan {
public:
	consteval ShortSpan(Delta span) __atomic : nanoseconds_(static_cast<u32>(span.nanoseconds()))
	{
		if (span.is_negative() || span > 20_ms)
			error_this_delay_is_too_long_use_sleep();
	}
	constexpr u32 nanoseconds() const __atomic { return nanoseconds_; }

private:
	u32 nanoseconds_;
};
} // namespace detail

/// Busy-waits for at least `span`: the processor does nothing else. `span` is a constant of at most
/// 20 ms; if sleeping is allowed, sleep() is better from 10 us on.
///
/// Context: any.
///
/// Example:
///     Instant begin = Instant<>::now();
///     delay(2_us);
///     test.expect(begin.elapsed() >= 0_ns);
[[gnu::always_inline]] inline void delay(detail::ShortSpan span) __atomic
{
	const u32 nanoseconds = span.nanoseconds();

	if (nanoseconds < 10000)
		::kxx_ndelay(nanoseconds);
	else if (nanoseconds <= 5000000)
		::kxx_udelay((nanoseconds + 999) / 1000);
	else
		for (u32 left = (nanoseconds + 999999) / 1000000; left; left--)
			::kxx_udelay(1000);
}

/// Like delay(), for a span that is known only at run time. A longer span is cut to 20 ms: a caller
/// that may have longer spans should sleep.
///
/// Context: any.
void delay_at_most_20ms(Delta span) __atomic;

/// Lets other tasks run if the scheduler wants to. Call it now and then in a long loop. Returns
/// whether others ran.
///
/// Context: process; may sleep.
[[gnu::always_inline]] inline bool cond_resched() __sleeps
{
	return ::kxx_cond_resched();
}

/// Lets other tasks run. To wait for something, use a WaitQueue.
///
/// Context: process; may sleep.
inline void yield_now() __sleeps
{
	::yield();
}

/// On kernels that check this, warns if sleeping is not allowed here. Call it in a function that
/// sleeps only sometimes.
///
/// Context: process; may sleep.
[[gnu::always_inline]] inline void might_sleep() __sleeps
{
	::kxx_might_sleep();
}

} // namespace kernel
