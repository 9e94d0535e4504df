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
/// What timers and timeouts take. Made from a Delta, rounded up so that nothing ends early: a
/// function that takes Jiffies is called with `5_ms`. Where the Delta is a constant, so is the
/// result. There is no way from a bare number but ticks(), which says what it counts.
///
/// Invariants:
/// - `ticks_` is at most longest, so that a point that far ahead still compares as later.
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
	/// What a span ends at, in ticks: MAX_JIFFY_OFFSET.
	static constexpr usize longest = (~usize{ 0 } >> 2) - 1;

	/// No ticks.
	constexpr Jiffies() : ticks_(0) {}
	/// The ticks that are not shorter than `span`; none if it is negative, at most longest.
	[[gnu::always_inline]] constexpr Jiffies(Delta span) : ticks_(from(span.nanoseconds())) {}
	/// So many ticks, at most longest.
	static constexpr Jiffies ticks(usize count)
	{
		Jiffies result;
		result.ticks_ = count < longest ? count : longest;
		return result;
	}
	/// At least so many milliseconds, as msecs_to_jiffies() has it.
	static constexpr Jiffies milliseconds(u32 count)
	{
		return Jiffies(Delta::nanoseconds(i64{ count } * 1000000));
	}
	/// The longest span; where the kernel waits, for ever.
	static constexpr Jiffies max() { return ticks(longest); }

	constexpr usize ticks() const { return ticks_; }
	constexpr bool is_zero() const { return ticks_ == 0; }
	/// How long that is; exact where HZ divides a second into whole nanoseconds, else rounded up.
	constexpr Delta delta() const
	{
		constexpr i64 exact = 1000000000 / static_cast<i64>(per_second);

		if constexpr (1000000000 % per_second == 0)
			return Delta::nanoseconds(exact) * static_cast<i64>(ticks_);
		const i64 seconds = static_cast<i64>(ticks_ / per_second);
		const i64 rest = static_cast<i64>(ticks_ % per_second);
		return Delta::seconds(seconds) +
		       Delta::nanoseconds(detail::quotient_up(rest * 1000000000,
							      static_cast<i64>(per_second)));
	}

	friend constexpr Jiffies operator+(Jiffies a, Jiffies b)
	{
		return ticks(a.ticks_ + b.ticks_); // twice longest does not wrap
	}
	/// What is left of `a`; at least none.
	friend constexpr Jiffies operator-(Jiffies a, Jiffies b)
	{
		return ticks(a.ticks_ > b.ticks_ ? a.ticks_ - b.ticks_ : 0);
	}
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

/// A point in time in ticks, as the kernel's `jiffies` counts. It wraps, so it compares in a circle.
///
/// Costs a load to read; exact to a tick. Use Instant to measure.
///
/// Two points compare rightly as long as they are less than half the range apart: on 64-bit
/// kernels always, on 32-bit ones for 24 days at HZ=1000.
///
/// Example:
///     JiffiesInstant deadline = JiffiesInstant::now() + 2_ms;
///     test.expect(deadline > JiffiesInstant::now() || deadline.reached());
class JiffiesInstant {
public:
	/// Context: any.
	[[nodiscard, gnu::always_inline]] static JiffiesInstant now() __atomic
	{
		return JiffiesInstant(::jiffies);
	}
	/// From a value of `jiffies`.
	static constexpr JiffiesInstant from_raw(usize raw) { return JiffiesInstant(raw); }
	constexpr usize as_raw() const { return raw_; }

	/// Whether it is now, or past. The tick that was running when it was made counts as whole: a
	/// timeout ends up to one tick early.
	///
	/// Context: any.
	[[nodiscard]] bool reached() const __atomic { return *this <= now(); }
	/// Whether it is past: what a timeout asks that must not end early.
	///
	/// Context: any.
	[[nodiscard]] bool passed() const __atomic { return *this < now(); }
	/// From this point until now; none if it lies ahead.
	///
	/// Context: any.
	[[nodiscard]] Jiffies elapsed() const __atomic { return now() - *this; }
	/// From now until this point; none if it is past.
	///
	/// Context: any.
	[[nodiscard]] Jiffies remaining() const __atomic { return *this - now(); }

	friend constexpr JiffiesInstant operator+(JiffiesInstant from, Jiffies span)
	{
		return JiffiesInstant(from.raw_ + span.ticks());
	}
	friend constexpr JiffiesInstant operator-(JiffiesInstant from, Jiffies span)
	{
		return JiffiesInstant(from.raw_ - span.ticks());
	}
	/// How long from `b` to `a`; none if `a` is the earlier one.
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
