// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Single bits and ranges of bits.
//!
//! C: include/linux/bits.h
#pragma once

#include <concepts>

#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>

namespace kernel {

namespace detail {

/// Whether exactly one bit is set.
template <std::unsigned_integral T>
constexpr bool is_power_of_2(T value)
{
	return value != 0 && (value & (value - 1)) == 0;
}

} // namespace detail

/// An unsigned integer with only bit `n` set: `bit<3>()` is 8. The width is that of `T`.
///
/// Example:
///     static_assert(bit<31>() == 0x8000'0000u && bit<63, u64>() == 1ull << 63);
template <unsigned n, std::unsigned_integral T = u32>
consteval T bit()
{
	static_assert(n < sizeof(T) * 8, "bit<n, T>(): T has no such bit");
	return static_cast<T>(T{ 1 } << n);
}

/// Like bit(), for a number that is known only at run time.
///
/// Errors: ERANGE: T has no such bit.
///
/// Example:
///     test.expect_eq(TRY(checked_bit(4)), 16u);
///     test.expect(checked_bit<u8>(8).error() == ERANGE);
template <std::unsigned_integral T = u32>
constexpr Result<T> checked_bit(unsigned n)
{
	if (n >= sizeof(T) * 8)
		return ERANGE;
	return static_cast<T>(T{ 1 } << n);
}

/// The bits from `low` to `high`, both included: `genmask<7, 4>()` is 0xf0.
///
/// Example:
///     static_assert(genmask<7, 4>() == 0xf0 && genmask<63, 0, u64>() == ~0ull);
template <unsigned high, unsigned low, std::unsigned_integral T = u32>
consteval T genmask()
{
	static_assert(high < sizeof(T) * 8, "genmask<high, low, T>(): T has no bit `high`");
	static_assert(low <= high, "genmask<high, low>(): the higher bit comes first");
	constexpr unsigned above = sizeof(T) * 8 - 1 - high;
	return static_cast<T>(static_cast<T>(static_cast<T>(~T{ 0 }) << above) >> above >> low << low);
}

/// Like genmask(), for numbers that are known only at run time.
///
/// Errors: ERANGE: T has no bit `high`, or `low` is above it.
///
/// Example:
///     test.expect_eq(TRY(checked_genmask(3, 0)), 0xfu);
///     test.expect(checked_genmask(0, 3).error() == ERANGE);
template <std::unsigned_integral T = u32>
constexpr Result<T> checked_genmask(unsigned high, unsigned low)
{
	if (high >= sizeof(T) * 8 || low > high)
		return ERANGE;
	const unsigned above = static_cast<unsigned>(sizeof(T) * 8 - 1) - high;
	return static_cast<T>(static_cast<T>(static_cast<T>(~T{ 0 }) << above) >> above >> low << low);
}

} // namespace kernel
