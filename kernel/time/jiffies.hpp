// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The kernel's tick as a unit: timeouts, and points in time that may wrap.
//!
//! C: include/linux/jiffies.h
#pragma once

#include <linux/jiffies.hpp>
#include <linux/param.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/types.hpp>
#include <kernel/text/format.hpp>
#include <kernel/time/time.hpp>

namespace kernel {

/// A span of time in ticks of the kernel's clock, HZ of them per second (1 to 10 ms each).
///
/// Timers and timeouts take it. It is made from a Delta, rounded up so that nothing ends early:
/// pass `5_ms` to a function that takes Jiffies. If the Delta is a constant, so is the result. A
/// bare number converts only through ticks(), which names the unit.
///
/// Invariants:
/// - `ticks_` is at most `longest`, so that a point that far ahead still compares as later.
///
/// Example:
///     constexpr Jiffies timeout = 1_s;
///     test.expect_eq(timeout.ticks(), Jiffies::per_second);
///     test.expect_eq(Jiffies(1_ns).ticks(), 1u);
///     test.expect(timeout.delta() == 1_s);
class Jiffies {
public:
	/// HZ.
	static constexpr usize per_second = ::macro::HZ;
	/// The longest span, in ticks: MAX_JIFFY_OFFSET.
	static constexpr usize longest = (~usize{ 0 } >> 2) - 1;

	/// No ticks.
	constexpr Jiffies() : ticks_(0) {}
	/// The smallest number of ticks not shorter than `span`; zero if it is negative, at most
	/// `longest`.
	[[gnu::always_inline]] constexpr Jiffies(Delta span) __atomic : ticks_(from(span.nanoseconds())) {}
	/// A span of `count` ticks, at most `longest`.
	static constexpr Jiffies ticks(usize count)
	{
		Jiffies result;
		result.ticks_ = count < longest ? count : longest;
		return result;
	}
	/// At least `count` milliseconds, as from msecs_to_jiffies().
	static constexpr Jiffies milliseconds(u32 count) { return Jiffies(Delta::nanoseconds(i64{ count } * 1000000)); }
	/// The longest span, with which the kernel waits for ever.
	static constexpr Jiffies max() { return ticks(longest); }

	/// The number of ticks.
	constexpr usize ticks() const { return ticks_; }
	constexpr bool is_zero() const { return ticks_ == 0; }
	/// The span as a Delta; exact if HZ divides a second into whole nanoseconds, else rounded
	/// up.
	constexpr Delta delta() const
	{
		constexpr i64 exact = 1000000000 / static_cast<i64>(per_second);

		if constexpr (1000000000 % per_second == 0)
			return Delta::nanoseconds(exact) * static_cast<i64>(ticks_);
		const i64 seconds = static_cast<i64>(ticks_ / per_second);
		const i64 rest = static_cast<i64>(ticks_ % per_second);
		return Delta::seconds(seconds) +
		       Delta::nanoseconds(detail::quotient_up(rest * 1000000000, static_cast<i64>(per_second)));
	}

	friend constexpr Jiffies operator+(Jiffies a, Jiffies b)
	{
		return ticks(a.ticks_ + b.ticks_); // twice longest does not wrap
	}
	/// The difference, or zero if `b` is longer.
	friend constexpr Jiffies operator-(Jiffies a, Jiffies b)
	{
		return ticks(a.ticks_ > b.ticks_ ? a.ticks_ - b.ticks_ : 0);
	}
	/// `span`, `times` times over, at most `longest`.
	friend constexpr Jiffies operator*(Jiffies span, u32 times)
	{
		usize product;

		return ticks(__builtin_mul_overflow(span.ticks_, times, &product) ? longest : product);
	}
	friend constexpr auto operator<=>(Jiffies, Jiffies) = default;
	friend constexpr bool operator==(Jiffies, Jiffies) = default;

private:
	static constexpr usize from(i64 nanoseconds)
	{
		constexpr i64 second = 1000000000;
		constexpr i64 hz = static_cast<i64>(per_second);
		i64 ticks;

		if (nanoseconds <= 0)
			return 0;
		if constexpr (second % hz == 0) {
			ticks = detail::quotient(nanoseconds - 1, second / hz) + 1;
		} else {
			const i64 whole = detail::quotient(nanoseconds, second);
			const i64 rest = nanoseconds - whole * second;
			ticks = whole * hz + detail::quotient(rest * hz + second - 1, second);
		}
		if constexpr (sizeof(long) == 8)
			return static_cast<usize>(ticks); // 2^63 ns are far below longest
		return ticks < static_cast<i64>(longest) ? static_cast<usize>(ticks) : longest;
	}

	usize ticks_;
};

/// A point in time in ticks, as the kernel's `jiffies` counts them. It wraps, so comparisons are
/// circular.
///
/// Reading it costs one load, and it is exact to a tick. To measure time, use Instant.
///
/// Two points compare correctly while they are less than half the range apart: always on 64-bit
/// kernels, for 24 days at HZ=1000 on 32-bit ones.
///
/// Example:
///     JiffiesInstant deadline = JiffiesInstant::now() + 2_ms;
///     test.expect(deadline > JiffiesInstant::now() || deadline.reached());
class JiffiesInstant {
public:
	/// The current time.
	///
	/// Context: any.
	[[nodiscard, gnu::always_inline]] static JiffiesInstant now() __atomic { return JiffiesInstant(::jiffies); }
	/// Makes a point from a value of `jiffies`.
	static constexpr JiffiesInstant from_raw(usize raw) { return JiffiesInstant(raw); }
	/// The value that C compares with jiffies.
	constexpr usize as_raw() const { return raw_; }

	/// Whether the point is now or past. The tick that was running when the point was made
	/// counts as a whole one, so a timeout ends up to one tick early.
	///
	/// Context: any.
	[[nodiscard]] bool reached() const __atomic { return *this <= now(); }
	/// Whether the point is past. Use it for a timeout that must not end early.
	///
	/// Context: any.
	[[nodiscard]] bool passed() const __atomic { return *this < now(); }
	/// The span from this point until now; zero if the point is in the future.
	///
	/// Context: any.
	[[nodiscard]] Jiffies elapsed() const __atomic { return now() - *this; }
	/// The span from now until this point; zero if the point is past.
	///
	/// Context: any.
	[[nodiscard]] Jiffies remaining() const __atomic { return *this - now(); }

	/// The point that is `span` later.
	friend constexpr JiffiesInstant operator+(JiffiesInstant from, Jiffies span)
	{
		return JiffiesInstant(from.raw_ + span.ticks());
	}
	/// The point that is `span` earlier.
	friend constexpr JiffiesInstant operator-(JiffiesInstant from, Jiffies span)
	{
		return JiffiesInstant(from.raw_ - span.ticks());
	}
	/// The span from `b` to `a`; zero if `a` is earlier.
	friend constexpr Jiffies operator-(JiffiesInstant a, JiffiesInstant b)
	{
		return Jiffies::ticks(a > b ? a.raw_ - b.raw_ : 0);
	}

	friend constexpr bool operator>(JiffiesInstant a, JiffiesInstant b)
	{
		return static_cast<isize>(b.raw_ - a.raw_) < 0;
	}
	friend constexpr bool operator<(JiffiesInstant a, JiffiesInstant b) { return b > a; }
	friend constexpr bool operator>=(JiffiesInstant a, JiffiesInstant b)
	{
		return static_cast<isize>(a.raw_ - b.raw_) >= 0;
	}
	friend constexpr bool operator<=(JiffiesInstant a, JiffiesInstant b) { return b >= a; }
	friend constexpr bool operator==(JiffiesInstant, JiffiesInstant) = default;

private:
	explicit constexpr JiffiesInstant(usize raw) : raw_(raw) {}

	usize raw_;
};

template <>
struct format::Formatter<Jiffies> {
	static constexpr Text text = "{} jiffies";
	static constexpr auto parts(Jiffies span) { return std::tuple(span.ticks()); }
};

} // namespace kernel
