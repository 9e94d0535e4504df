// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Arithmetic that reports a result that does not fit, and sizes that cannot overflow.
//!
//! C: include/linux/overflow.h
#pragma once

#include <concepts>
#include <type_traits>

#include <kernel/base/annotations.hpp>
#include <kernel/base/error.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>

namespace kernel {

/// Integers for arithmetic, which excludes bool and the character types.
template <typename T>
concept arithmetic_integer =
	std::integral<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char> && !std::is_same_v<T, wchar_t> &&
	!std::is_same_v<T, char8_t> && !std::is_same_v<T, char16_t> && !std::is_same_v<T, char32_t>;

/// The largest value of an integer type.
template <arithmetic_integer T>
inline constexpr T largest = static_cast<T>(std::is_signed_v<T> ? ~(T{ 1 } << (sizeof(T) * 8 - 1)) : ~T{ 0 });
/// The smallest value of an integer type.
template <arithmetic_integer T>
inline constexpr T smallest = static_cast<T>(std::is_signed_v<T> ? T{ 1 } << (sizeof(T) * 8 - 1) : T{ 0 });

/// The sum. Errors: EOVERFLOW if it does not fit into a T.
///
/// Example:
///     test.expect_eq(TRY(checked_add(u8{ 200 }, u8{ 55 })), 255u);
///     test.expect_error(checked_add(u8{ 200 }, u8{ 56 }), EOVERFLOW);
template <arithmetic_integer T>
[[gnu::always_inline]] constexpr Result<T> checked_add(T a, std::type_identity_t<T> b) __atomic
{
	T sum{};

	if (__builtin_add_overflow(a, b, &sum)) [[unlikely]]
		return EOVERFLOW;
	return sum;
}

/// The difference. Errors: EOVERFLOW if it does not fit into a T; for unsigned types, if it is
/// negative.
template <arithmetic_integer T>
[[gnu::always_inline]] constexpr Result<T> checked_sub(T a, std::type_identity_t<T> b) __atomic
{
	T difference{};

	if (__builtin_sub_overflow(a, b, &difference)) [[unlikely]]
		return EOVERFLOW;
	return difference;
}

/// The product. Errors: EOVERFLOW if it does not fit into a T.
template <arithmetic_integer T>
[[gnu::always_inline]] constexpr Result<T> checked_mul(T a, std::type_identity_t<T> b) __atomic
{
	T product{};

	if (__builtin_mul_overflow(a, b, &product)) [[unlikely]]
		return EOVERFLOW;
	return product;
}

/// `value << bits`. Errors: EOVERFLOW if a bit (or the sign) would be lost, or T has fewer bits.
template <arithmetic_integer T>
[[gnu::always_inline]] constexpr Result<T> checked_shl(T value, unsigned bits) __atomic
{
	if (bits >= sizeof(T) * 8 || value < 0) [[unlikely]]
		return EOVERFLOW;
	const u64 wide = static_cast<u64>(value);
	if (bits && wide > (static_cast<u64>(largest<T>) >> bits)) [[unlikely]]
		return EOVERFLOW;
	return static_cast<T>(wide << bits);
}

/// The same number as another integer type. Errors: EOVERFLOW if it does not fit into that type.
///
/// Example:
///     test.expect_eq(TRY(narrow<u16>(65535)), 65535u);
///     test.expect_error(narrow<u16>(-1), EOVERFLOW);
template <arithmetic_integer To, arithmetic_integer From>
[[gnu::always_inline]] constexpr Result<To> narrow(From value) __atomic
{
	To narrowed{};

	if (__builtin_add_overflow(value, From{ 0 }, &narrowed)) [[unlikely]]
		return EOVERFLOW;
	return narrowed;
}

/// The sum, or the nearest value that fits.
///
/// Example:
///     test.expect_eq(saturating_add(i8{ 100 }, i8{ 100 }), 127);
///     test.expect_eq(saturating_sub(3u, 5u), 0u);
template <arithmetic_integer T>
[[gnu::always_inline]] constexpr T saturating_add(T a, std::type_identity_t<T> b) __atomic
{
	T sum{};

	if (__builtin_add_overflow(a, b, &sum)) [[unlikely]]
		return b < 0 ? smallest<T> : largest<T>;
	return sum;
}

/// The difference, or the nearest value that fits.
template <arithmetic_integer T>
[[gnu::always_inline]] constexpr T saturating_sub(T a, std::type_identity_t<T> b) __atomic
{
	T difference{};

	if (__builtin_sub_overflow(a, b, &difference)) [[unlikely]]
		return std::is_unsigned_v<T> || b > 0 ? smallest<T> : largest<T>;
	return difference;
}

/// The product, or the nearest value that fits.
template <arithmetic_integer T>
[[gnu::always_inline]] constexpr T saturating_mul(T a, std::type_identity_t<T> b) __atomic
{
	T product{};

	if (__builtin_mul_overflow(a, b, &product)) [[unlikely]]
		return (a < 0) != (b < 0) ? smallest<T> : largest<T>;
	return product;
}

/// No object is larger than half the address space.
inline constexpr usize largest_object = ~usize{ 0 } >> 1;

/// The number of bytes of an array of `count` T, which did not overflow.
///
/// Vec uses it to allocate memory. For the size of anything other than an array, use struct_size().
///
/// Invariants:
/// - `count_ * sizeof(T)` is at most `largest_object`.
///
/// Example:
///     auto layout = TRY(ArrayLayout<u64>::of(3));
///     test.expect_eq(layout.bytes(), 24u);
///     test.expect_error(ArrayLayout<u64>::of(~usize{ 0 } / 8), EOVERFLOW);
template <typename T>
class ArrayLayout {
public:
	/// The largest number of elements that an array of T can have.
	static constexpr usize most = largest_object / sizeof(T);

	/// No elements.
	constexpr ArrayLayout() = default;

	/// The layout for a number of elements that is known only at run time.
	///
	/// Errors: EOVERFLOW.
	[[gnu::always_inline]] static constexpr Result<ArrayLayout> of(usize count) __atomic
	{
		if (count > most) [[unlikely]]
			return EOVERFLOW;
		return ArrayLayout(count);
	}
	/// The layout for a constant number; one that is too large does not compile.
	template <usize count>
	static consteval ArrayLayout of()
	{
		static_assert(count <= most, "the array is larger than half the address space");
		return ArrayLayout(count);
	}

	/// The number of elements.
	constexpr usize count() const __atomic { return count_; }
	constexpr bool empty() const __atomic { return count_ == 0; }
	/// The number of bytes to allocate.
	constexpr usize bytes() const __atomic { return count_ * sizeof(T); }

private:
	explicit constexpr ArrayLayout(usize count) : count_(count) {}

	usize count_ = 0;
};

/// The number of bytes of `count` elements of `size` bytes. Errors: EOVERFLOW.
[[gnu::always_inline]] constexpr Result<usize> array_size(usize count, usize size) __atomic
{
	usize bytes = 0;

	if (__builtin_mul_overflow(count, size, &bytes) || bytes > largest_object) [[unlikely]]
		return EOVERFLOW;
	return bytes;
}

/// The number of bytes of a Header followed by `count` Elements. Errors: EOVERFLOW.
///
/// Example:
///     struct Packet {
///             u32 length;
///     };
///     test.expect_eq(TRY(struct_size<Packet, u64>(2)), 24u);
template <typename Header, typename Element>
[[gnu::always_inline]] constexpr Result<usize> struct_size(usize count) __atomic
{
	constexpr usize begin = (sizeof(Header) + alignof(Element) - 1) / alignof(Element) * alignof(Element);

	if (count > (largest_object - begin) / sizeof(Element)) [[unlikely]]
		return EOVERFLOW;
	return begin + count * sizeof(Element);
}

/// `a / b`, rounded up. Errors: EDOM if `b` is 0.
template <arithmetic_integer T>
	requires std::is_unsigned_v<T>
[[gnu::always_inline]] constexpr Result<T> divide_up(T a, std::type_identity_t<T> b) __atomic
{
	if (b == 0) [[unlikely]]
		return EDOM;
	return static_cast<T>(a / b + (a % b != 0));
}

} // namespace kernel
