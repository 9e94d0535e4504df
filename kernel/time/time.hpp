// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Spans of time and points in time, in nanoseconds.
//!
//! C: include/linux/ktime.h, include/linux/timekeeping.h
#pragma once

#include <compare>
#include <tuple>

#include <linux/math64.hpp>
#include <linux/timekeeping.hpp>
#include <linux/types.hpp>
#include <uapi/linux/time.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/text/format.hpp>

namespace kernel {

namespace detail {

/// A quotient on every architecture: 32-bit ones have no such instruction, nor a function for `/`.
[[gnu::always_inline]] constexpr i64 quotient(i64 dividend, i64 divisor)
{
	if (__builtin_is_constant_evaluated() || sizeof(long) == 8)
		return dividend / divisor;
	return ::div64_s64(dividend, divisor);
}
[[gnu::always_inline]] constexpr i64 quotient_down(i64 dividend, i64 divisor)
{
	i64 result = quotient(dividend, divisor);

	return result - (result * divisor > dividend);
}
[[gnu::always_inline]] constexpr i64 quotient_up(i64 dividend, i64 divisor)
{
	i64 result = quotient(dividend, divisor);

	return result + (result * divisor < dividend);
}

[[gnu::always_inline]] constexpr i64 saturating_add(i64 a, i64 b)
{
	i64 sum;

	if (__builtin_add_overflow(a, b, &sum)) [[unlikely]]
		return a < 0 ? -__INT64_MAX__ - 1 : __INT64_MAX__;
	return sum;
}
[[gnu::always_inline]] constexpr i64 saturating_sub(i64 a, i64 b)
{
	i64 difference;

	if (__builtin_sub_overflow(a, b, &difference)) [[unlikely]]
		return a < 0 ? -__INT64_MAX__ - 1 : __INT64_MAX__;
	return difference;
}
[[gnu::always_inline]] constexpr i64 saturating_mul(i64 a, i64 b)
{
	i64 product;

	if (__builtin_mul_overflow(a, b, &product)) [[unlikely]]
		return (a < 0) != (b < 0) ? -__INT64_MAX__ - 1 : __INT64_MAX__;
	return product;
}

} // namespace detail

/// A span of time: signed nanoseconds, about 292 years either way.
///
/// Made by a factory that names the unit, or written as a literal (`5_ms`). Arithmetic stops at the
/// ends of the range instead of wrapping: the longest span is what the kernel takes for "for ever".
/// Conversions to coarser units say in their names how they round. Use Jiffies for what timers and
/// timeouts count in; a Delta becomes one by itself, rounded up.
///
/// Example:
///     constexpr Delta frame = 16_ms + 667_us;
///     test.expect_eq(frame.nanoseconds(), 16667000);
///     test.expect_eq(frame.milliseconds_floor(), 16);
///     test.expect_eq(frame.milliseconds_ceil(), 17);
class Delta {
public:
	/// No time at all.
	constexpr Delta() : nanoseconds_(0) {}

	/// So many nanoseconds.
	static constexpr Delta nanoseconds(i64 count) { return Delta(count); }
	/// So many microseconds; at the ends of the range, the longest span there is.
	static constexpr Delta microseconds(i64 count) { return in_units(count, 1000); }
	/// So many milliseconds.
	static constexpr Delta milliseconds(i64 count) { return in_units(count, 1000000); }
	/// So many seconds.
	static constexpr Delta seconds(i64 count) { return in_units(count, 1000000000); }
	/// The longest span; where the kernel waits, for ever.
	static constexpr Delta max() { return Delta(__INT64_MAX__); }
	/// The shortest, far below zero.
	static constexpr Delta min() { return Delta(-__INT64_MAX__ - 1); }

	/// The whole span.
	constexpr i64 nanoseconds() const { return nanoseconds_; }
	/// Whole units, towards minus infinity.
	constexpr i64 microseconds_floor() const { return detail::quotient_down(nanoseconds_, 1000); }
	/// Whole milliseconds, towards minus infinity.
	constexpr i64 milliseconds_floor() const
	{
		return detail::quotient_down(nanoseconds_, 1000000);
	}
	/// Whole seconds, towards minus infinity.
	constexpr i64 seconds_floor() const
	{
		return detail::quotient_down(nanoseconds_, 1000000000);
	}
	/// Whole units, towards plus infinity: not shorter than the span.
	constexpr i64 microseconds_ceil() const { return detail::quotient_up(nanoseconds_, 1000); }
	/// Whole milliseconds, towards plus infinity.
	constexpr i64 milliseconds_ceil() const { return detail::quotient_up(nanoseconds_, 1000000); }
	/// Whole seconds, towards plus infinity.
	constexpr i64 seconds_ceil() const { return detail::quotient_up(nanoseconds_, 1000000000); }

	constexpr bool is_zero() const { return nanoseconds_ == 0; }
	constexpr bool is_negative() const { return nanoseconds_ < 0; }

	constexpr Delta &operator+=(Delta other) { return *this = *this + other; }
	constexpr Delta &operator-=(Delta other) { return *this = *this - other; }

	friend constexpr Delta operator+(Delta a, Delta b)
	{
		return Delta(detail::saturating_add(a.nanoseconds_, b.nanoseconds_));
	}
	friend constexpr Delta operator-(Delta a, Delta b)
	{
		return Delta(detail::saturating_sub(a.nanoseconds_, b.nanoseconds_));
	}
	friend constexpr Delta operator-(Delta a) { return Delta() - a; }
	friend constexpr Delta operator*(Delta span, i64 times)
	{
		return Delta(detail::saturating_mul(span.nanoseconds_, times));
	}
	friend constexpr Delta operator*(i64 times, Delta span) { return span * times; }

	/// The sum, where reaching the end of the range is a mistake.
	///
	/// Errors: EOVERFLOW.
	constexpr Result<Delta> checked_add(Delta other) const
	{
		i64 sum;

		if (__builtin_add_overflow(nanoseconds_, other.nanoseconds_, &sum)) [[unlikely]]
			return EOVERFLOW;
		return Delta(sum);
	}
	/// Errors: EOVERFLOW.
	constexpr Result<Delta> checked_sub(Delta other) const
	{
		i64 difference;

		if (__builtin_sub_overflow(nanoseconds_, other.nanoseconds_, &difference)) [[unlikely]]
			return EOVERFLOW;
		return Delta(difference);
	}
	/// Errors: EOVERFLOW.
	constexpr Result<Delta> checked_mul(i64 times) const
	{
		i64 product;

		if (__builtin_mul_overflow(nanoseconds_, times, &product)) [[unlikely]]
			return EOVERFLOW;
		return Delta(product);
	}
	/// One of so many equal parts, towards zero.
	///
	/// Errors: EDOM: no parts; EOVERFLOW: min() by -1.
	constexpr Result<Delta> checked_div(i64 parts) const
	{
		if (parts == 0) [[unlikely]]
			return EDOM;
		if (parts == -1)
			return Delta().checked_sub(*this);
		return Delta(detail::quotient(nanoseconds_, parts));
	}
	/// How many whole spans of `other` fit, towards zero.
	///
	/// Errors: EDOM: `other` is zero; EOVERFLOW: min() by -1 ns.
	constexpr Result<i64> checked_div(Delta other) const
	{
		Result<Delta> parts = checked_div(other.nanoseconds_);
		if (const Delta *quotient = parts.get())
			return quotient->nanoseconds_;
		return parts.error();
	}

	friend constexpr auto operator<=>(Delta, Delta) = default;
	friend constexpr bool operator==(Delta, Delta) = default;

private:
	explicit constexpr Delta(i64 nanoseconds) : nanoseconds_(nanoseconds) {}
	static constexpr Delta in_units(i64 count, i64 unit)
	{
		return Delta(detail::saturating_mul(count, unit));
	}

	i64 nanoseconds_;
};

namespace detail {

// Reached only while compiling; the name is the message that the compiler shows.
void error_this_span_is_longer_than_a_delta();

consteval Delta time_literal(unsigned long long count, unsigned long long unit)
{
	if (count > static_cast<unsigned long long>(__INT64_MAX__) / unit)
		error_this_span_is_longer_than_a_delta();
	return Delta::nanoseconds(static_cast<i64>(count * unit));
}

} // namespace detail

/// `250_ns`, `30_us`, `5_ms`, `2_s`. One that is out of range does not compile.
consteval Delta operator""_ns(unsigned long long count)
{
	return detail::time_literal(count, 1);
}
/// Microseconds.
consteval Delta operator""_us(unsigned long long count)
{
	return detail::time_literal(count, 1000);
}
/// Milliseconds.
consteval Delta operator""_ms(unsigned long long count)
{
	return detail::time_literal(count, 1000000);
}
/// Seconds.
consteval Delta operator""_s(unsigned long long count)
{
	return detail::time_literal(count, 1000000000);
}

/// The clocks that an Instant can be read from.
namespace clock {

/// Since boot, without the time spent suspended. Never steps back. The one to measure with.
struct Monotonic {
	/// C's number of it.
	static constexpr ::clockid_t id = ::macro::CLOCK_MONOTONIC;
	/// What it shows.
	[[gnu::always_inline]] static ::ktime_t now() { return ::ktime_get(); }
};
/// Since boot, suspended or not. Never steps back.
struct Boottime {
	/// C's number of it.
	static constexpr ::clockid_t id = ::macro::CLOCK_BOOTTIME;
	/// What it shows.
	[[gnu::always_inline]] static ::ktime_t now() { return ::ktime_get_boottime(); }
};
/// Since 1970 in UTC: what a wall clock shows. Steps when it is set. Never measure with it.
struct Realtime {
	/// C's number of it.
	static constexpr ::clockid_t id = ::macro::CLOCK_REALTIME;
	/// What it shows.
	[[gnu::always_inline]] static ::ktime_t now() { return ::ktime_get_real(); }
};
/// Since 1970 without leap seconds. Steps when it is set.
struct Tai {
	/// C's number of it.
	static constexpr ::clockid_t id = ::macro::CLOCK_TAI;
	/// What it shows.
	[[gnu::always_inline]] static ::ktime_t now() { return ::ktime_get_clocktai(); }
};

/// What a clock has: its time, and the number that C gives it.
template <typename T>
concept Clock = requires {
	{ T::now() } -> std::same_as<::ktime_t>;
	{ T::id } -> std::convertible_to<::clockid_t>;
};

} // namespace clock

/// A point in time of one clock, in nanoseconds since that clock's beginning.
///
/// Points of different clocks neither compare nor subtract. Use JiffiesInstant where a few
/// milliseconds do not matter: it costs a load.
///
/// Example:
///     Instant begin = Instant<>::now();
///     Instant deadline = begin + 2_ms;
///     test.expect(deadline - begin == 2_ms);
///     test.expect(begin.elapsed() >= 0_ns);
template <clock::Clock Clock_ = clock::Monotonic>
class Instant {
public:
	/// Which clock it was read from.
	using Clock = Clock_;

	/// Context: any, except that NMIs may not.
	[[nodiscard, gnu::always_inline]] static Instant now() __atomic
	{
		return Instant(Clock::now());
	}
	/// From the clock's own count.
	static constexpr Instant from_nanoseconds(i64 since_beginning)
	{
		return Instant(since_beginning);
	}
	/// The last point there is; to the kernel, never.
	static constexpr Instant never() { return Instant(__INT64_MAX__); }

	/// Since the clock's beginning.
	constexpr i64 nanoseconds() const { return nanoseconds_; }
	/// From this point until now; negative if it lies ahead.
	///
	/// Context: any, except that NMIs may not.
	[[nodiscard]] Delta elapsed() const __atomic { return now() - *this; }

	constexpr Instant &operator+=(Delta span) { return *this = *this + span; }
	constexpr Instant &operator-=(Delta span) { return *this = *this - span; }

	/// A later point; at most never().
	friend constexpr Instant operator+(Instant from, Delta span)
	{
		return Instant(detail::saturating_add(from.nanoseconds_, span.nanoseconds()));
	}
	friend constexpr Instant operator+(Delta span, Instant from) { return from + span; }
	friend constexpr Instant operator-(Instant from, Delta span)
	{
		return Instant(detail::saturating_sub(from.nanoseconds_, span.nanoseconds()));
	}
	/// How long from `b` to `a`.
	friend constexpr Delta operator-(Instant a, Instant b)
	{
		return Delta::nanoseconds(detail::saturating_sub(a.nanoseconds_, b.nanoseconds_));
	}

	friend constexpr auto operator<=>(Instant, Instant) = default;
	friend constexpr bool operator==(Instant, Instant) = default;

private:
	explicit constexpr Instant(i64 nanoseconds) : nanoseconds_(nanoseconds) {}

	i64 nanoseconds_;
};

/// Nothing of this kind exists: points of two clocks have no common beginning.
template <typename A, typename B>
	requires(!std::same_as<A, B>)
Delta operator-(Instant<A>, Instant<B>) = delete;
template <typename A, typename B>
	requires(!std::same_as<A, B>)
bool operator==(Instant<A>, Instant<B>) = delete;
template <typename A, typename B>
	requires(!std::same_as<A, B>)
std::strong_ordering operator<=>(Instant<A>, Instant<B>) = delete;

template <>
struct format::Formatter<Delta> {
	static constexpr Text text = "{}ns";
	static constexpr auto parts(Delta span) { return std::tuple(span.nanoseconds()); }
};
template <typename Clock>
struct format::Formatter<Instant<Clock>> {
	static constexpr Text text = "{}ns";
	static constexpr auto parts(Instant<Clock> point) { return std::tuple(point.nanoseconds()); }
};

} // namespace kernel
