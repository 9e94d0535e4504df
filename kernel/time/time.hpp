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

/// A quotient for every architecture: 32-bit ones have no instruction for it, and the kernel has no
/// function for `/`.
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

/// A span of time in signed nanoseconds, up to about 292 years in either direction.
///
/// Make it with a factory that names the unit, or write a literal (`5_ms`). Arithmetic saturates
/// instead of wrapping: for the kernel, the longest span means "for ever". Conversions to coarser
/// units say in their names how they round. Timers and timeouts count in Jiffies; a Delta converts
/// to Jiffies implicitly, rounded up.
///
/// Example:
///     constexpr Delta frame = 16_ms + 667_us;
///     test.expect_eq(frame.nanoseconds(), 16667000);
///     test.expect_eq(frame.milliseconds_floor(), 16);
///     test.expect_eq(frame.milliseconds_ceil(), 17);
class Delta {
public:
	/// A span of zero.
	constexpr Delta() : nanoseconds_(0) {}

	/// A span of `count` nanoseconds.
	static constexpr Delta nanoseconds(i64 count) { return Delta(count); }
	/// A span of `count` microseconds; values out of range give the longest span.
	static constexpr Delta microseconds(i64 count) { return in_units(count, 1000); }
	/// A span of `count` milliseconds.
	static constexpr Delta milliseconds(i64 count) { return in_units(count, 1000000); }
	/// A span of `count` seconds.
	static constexpr Delta seconds(i64 count) { return in_units(count, 1000000000); }
	/// The longest span, with which the kernel waits for ever.
	static constexpr Delta max() { return Delta(__INT64_MAX__); }
	/// The shortest, far below zero.
	static constexpr Delta min() { return Delta(-__INT64_MAX__ - 1); }

	/// The whole span in nanoseconds.
	constexpr i64 nanoseconds() const { return nanoseconds_; }
	/// Whole microseconds, rounded towards minus infinity.
	constexpr i64 microseconds_floor() const { return detail::quotient_down(nanoseconds_, 1000); }
	/// Whole milliseconds, rounded towards minus infinity.
	constexpr i64 milliseconds_floor() const { return detail::quotient_down(nanoseconds_, 1000000); }
	/// Whole seconds, rounded towards minus infinity.
	constexpr i64 seconds_floor() const { return detail::quotient_down(nanoseconds_, 1000000000); }
	/// Whole microseconds, rounded towards plus infinity, so not shorter than the span.
	constexpr i64 microseconds_ceil() const { return detail::quotient_up(nanoseconds_, 1000); }
	/// Whole milliseconds, rounded towards plus infinity.
	constexpr i64 milliseconds_ceil() const { return detail::quotient_up(nanoseconds_, 1000000); }
	/// Whole seconds, rounded towards plus infinity.
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
	/// `span`, `times` times over.
	friend constexpr Delta operator*(Delta span, i64 times)
	{
		return Delta(detail::saturating_mul(span.nanoseconds_, times));
	}
	/// `span`, `times` times over.
	friend constexpr Delta operator*(i64 times, Delta span) { return span * times; }

	/// The sum, with an error instead of saturation.
	///
	/// Errors: EOVERFLOW.
	constexpr Result<Delta> checked_add(Delta other) const
	{
		i64 sum;

		if (__builtin_add_overflow(nanoseconds_, other.nanoseconds_, &sum)) [[unlikely]]
			return EOVERFLOW;
		return Delta(sum);
	}
	/// The difference, with an error instead of saturation.
	///
	/// Errors: EOVERFLOW.
	constexpr Result<Delta> checked_sub(Delta other) const
	{
		i64 difference;

		if (__builtin_sub_overflow(nanoseconds_, other.nanoseconds_, &difference)) [[unlikely]]
			return EOVERFLOW;
		return Delta(difference);
	}
	/// The product, with an error instead of saturation.
	///
	/// Errors: EOVERFLOW.
	constexpr Result<Delta> checked_mul(i64 times) const
	{
		i64 product;

		if (__builtin_mul_overflow(nanoseconds_, times, &product)) [[unlikely]]
			return EOVERFLOW;
		return Delta(product);
	}
	/// One of `parts` equal parts, rounded towards zero.
	///
	/// Errors: EDOM: `parts` is zero; EOVERFLOW: min() divided by -1.
	constexpr Result<Delta> checked_div(i64 parts) const
	{
		if (parts == 0) [[unlikely]]
			return EDOM;
		if (parts == -1)
			return Delta().checked_sub(*this);
		return Delta(detail::quotient(nanoseconds_, parts));
	}
	/// The number of whole spans of `other` that fit, rounded towards zero.
	///
	/// Errors: EDOM: `other` is zero; EOVERFLOW: min() divided by -1 ns.
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
	static constexpr Delta in_units(i64 count, i64 unit) { return Delta(detail::saturating_mul(count, unit)); }

	i64 nanoseconds_;
};

namespace detail {

// Called only at compile time; the name is the message that the compiler shows.
void error_this_span_is_longer_than_a_delta();

consteval Delta time_literal(unsigned long long count, unsigned long long unit) __atomic
{
	if (count > static_cast<unsigned long long>(__INT64_MAX__) / unit)
		error_this_span_is_longer_than_a_delta();
	return Delta::nanoseconds(static_cast<i64>(count * unit));
}

} // namespace detail

/// Nanoseconds, as in `250_ns`; also `30_us`, `5_ms`, `2_s`. A literal out of range does not
/// compile.
consteval Delta operator""_ns(unsigned long long count) __atomic
{
	return detail::time_literal(count, 1);
}
/// Microseconds.
consteval Delta operator""_us(unsigned long long count) __atomic
{
	return detail::time_literal(count, 1000);
}
/// Milliseconds.
consteval Delta operator""_ms(unsigned long long count) __atomic
{
	return detail::time_literal(count, 1000000);
}
/// Seconds.
consteval Delta operator""_s(unsigned long long count) __atomic
{
	return detail::time_literal(count, 1000000000);
}

/// The clocks that an Instant can be read from.
namespace clock {

/// Time since boot, without the time spent suspended. It never steps back. Use it to measure.
struct Monotonic {
	/// The clock's number in C.
	static constexpr ::clockid_t id = ::macro::CLOCK_MONOTONIC;
	/// The time that the clock shows.
	[[gnu::always_inline]] static ::ktime_t now() { return ::ktime_get(); }
};
/// Time since boot, including the time spent suspended. It never steps back.
struct Boottime {
	/// The clock's number in C.
	static constexpr ::clockid_t id = ::macro::CLOCK_BOOTTIME;
	/// The time that the clock shows.
	[[gnu::always_inline]] static ::ktime_t now() { return ::ktime_get_boottime(); }
};
/// Time since 1970 in UTC, as a wall clock shows it. It steps when it is set, so never measure with
/// it.
struct Realtime {
	/// The clock's number in C.
	static constexpr ::clockid_t id = ::macro::CLOCK_REALTIME;
	/// The time that the clock shows.
	[[gnu::always_inline]] static ::ktime_t now() { return ::ktime_get_real(); }
};
/// Time since 1970 without leap seconds. It steps when it is set.
struct Tai {
	/// The clock's number in C.
	static constexpr ::clockid_t id = ::macro::CLOCK_TAI;
	/// The time that the clock shows.
	[[gnu::always_inline]] static ::ktime_t now() { return ::ktime_get_clocktai(); }
};

/// A clock: now() reads its time, and `id` is its number in C.
template <typename T>
concept Clock = requires {
	{ T::now() } -> std::same_as<::ktime_t>;
	{ T::id } -> std::convertible_to<::clockid_t>;
};

} // namespace clock

/// A point in time of one clock, in nanoseconds since that clock's beginning.
///
/// Points of different clocks can be neither compared nor subtracted. If a few milliseconds do not
/// matter, use JiffiesInstant, which costs one load.
///
/// Example:
///     Instant begin = Instant<>::now();
///     Instant deadline = begin + 2_ms;
///     test.expect(deadline - begin == 2_ms);
///     test.expect(begin.elapsed() >= 0_ns);
template <clock::Clock Clock_ = clock::Monotonic>
class Instant {
public:
	/// The clock from which it was read.
	using Clock = Clock_;

	/// The current time of the clock.
	///
	/// Context: any but NMI.
	[[nodiscard, gnu::always_inline]] static Instant now() __atomic { return Instant(Clock::now()); }
	/// Makes a point from the clock's own count.
	static constexpr Instant from_nanoseconds(i64 since_beginning) { return Instant(since_beginning); }
	/// The last possible point, which means "never" to the kernel.
	static constexpr Instant never() { return Instant(__INT64_MAX__); }

	/// The time since the clock's beginning.
	constexpr i64 nanoseconds() const { return nanoseconds_; }
	/// The span from this point until now; negative if the point is in the future.
	///
	/// Context: any but NMI.
	[[nodiscard]] Delta elapsed() const __atomic { return now() - *this; }

	constexpr Instant &operator+=(Delta span) { return *this = *this + span; }
	constexpr Instant &operator-=(Delta span) { return *this = *this - span; }

	/// A later point, at most never().
	friend constexpr Instant operator+(Instant from, Delta span)
	{
		return Instant(detail::saturating_add(from.nanoseconds_, span.nanoseconds()));
	}
	/// A later point, at most never().
	friend constexpr Instant operator+(Delta span, Instant from) { return from + span; }
	/// The point that is `span` earlier.
	friend constexpr Instant operator-(Instant from, Delta span)
	{
		return Instant(detail::saturating_sub(from.nanoseconds_, span.nanoseconds()));
	}
	/// The span from `b` to `a`.
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

/// Deleted, since points of two clocks have no common beginning.
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
