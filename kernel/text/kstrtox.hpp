// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Parses numbers in the kernel's syntax.
//!
//! C: include/linux/kstrtox.h
#pragma once

#include <type_traits>

#include <linux/kstrtox.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/text/bstr.hpp>
#include <kernel/text/cstr.hpp>

namespace kernel {

/// The base of a number's digits.
enum class NumberBase : unsigned {
	/// Chosen by prefix: `0x` means sixteen, `0` eight, and no prefix ten.
	Automatic = 0,
	Binary = 2,
	Octal = 8,
	Decimal = 10,
	/// Sixteen, with or without `0x`.
	Hexadecimal = 16,
};

namespace detail {

/// The types that parse() returns: integers of at most 64 bits, and bool, but not char, which is
/// text.
template <typename T>
concept parsable = std::is_integral_v<T> && sizeof(T) <= 8 && !std::is_same_v<T, char> && !std::is_same_v<T, wchar_t> &&
		   !std::is_same_v<T, char8_t> && !std::is_same_v<T, char16_t> && !std::is_same_v<T, char32_t> &&
		   !std::is_const_v<T>;

/// kstrtoull() and kstrtoll() for text without a NUL, with the same rules and errors.
Result<u64> parse_unsigned(BStr text, NumberBase base) __atomic;
Result<i64> parse_signed(BStr text, NumberBase base) __atomic;
Result<bool> parse_bool(BStr text) __atomic;

/// The type of C's function for numbers of the size and sign of T.
template <typename T>
using CNumber = std::conditional_t<
	std::is_signed_v<T>,
	std::conditional_t<
		sizeof(T) == 1, ::s8,
		std::conditional_t<sizeof(T) == 2, ::s16, std::conditional_t<sizeof(T) == 4, int, long long>>>,
	std::conditional_t<sizeof(T) == 1, ::u8,
			   std::conditional_t<sizeof(T) == 2, ::u16,
					      std::conditional_t<sizeof(T) == 4, unsigned, unsigned long long>>>>;

[[gnu::always_inline]] inline int kstrto(CStr text, unsigned radix, ::s8 *number)
{
	return ::kstrtos8(text.as_c(), radix, number);
}
[[gnu::always_inline]] inline int kstrto(CStr text, unsigned radix, ::s16 *number)
{
	return ::kstrtos16(text.as_c(), radix, number);
}
[[gnu::always_inline]] inline int kstrto(CStr text, unsigned radix, int *number)
{
	return ::kstrtoint(text.as_c(), radix, number);
}
[[gnu::always_inline]] inline int kstrto(CStr text, unsigned radix, long long *number)
{
	return ::kstrtoll(text.as_c(), radix, number);
}
[[gnu::always_inline]] inline int kstrto(CStr text, unsigned radix, ::u8 *number)
{
	return ::kstrtou8(text.as_c(), radix, number);
}
[[gnu::always_inline]] inline int kstrto(CStr text, unsigned radix, ::u16 *number)
{
	return ::kstrtou16(text.as_c(), radix, number);
}
[[gnu::always_inline]] inline int kstrto(CStr text, unsigned radix, unsigned *number)
{
	return ::kstrtouint(text.as_c(), radix, number);
}
[[gnu::always_inline]] inline int kstrto(CStr text, unsigned radix, unsigned long long *number)
{
	return ::kstrtoull(text.as_c(), radix, number);
}

} // namespace detail

/// Parses a whole text as a number: `parse<u32>(text)`.
///
/// Only a sign may precede the digits (`-` only for signed types), and only one newline may follow.
/// For bool: y, n, 1, 0, on, off and similar words, of which only the first letters count.
///
/// Errors: EINVAL for text that is not such a number, ERANGE for a number that does not fit.
/// Context: any.
///
/// Example:
///     test.expect_eq(TRY(parse<u32>(CStr("0x10\n"))), 16u);
///     test.expect_eq(parse<u8>(CStr("256")).error(), ERANGE);
///     test.expect_eq(parse<i8>(CStr("-129")).error(), ERANGE);
///     test.expect_eq(parse<u32>(CStr("ten")).error(), EINVAL);
///     test.expect_eq(TRY(parse<i32>(BStr("-7, more").first(2))), -7);
template <detail::parsable T>
[[gnu::always_inline]] __from_user inline Result<T> parse(std::same_as<CStr> auto text,
							  NumberBase base = NumberBase::Automatic) __atomic
{
	const unsigned radix = static_cast<unsigned>(base);

	if constexpr (std::is_same_v<T, bool>) {
		bool value = false;

		TRY(Result<>::from_c(::kstrtobool(text.as_c(), &value)));
		return value;
	} else {
		detail::CNumber<T> number{};

		// C's function for this width checks the range.
		if (const int failed = detail::kstrto(text, radix, &number)) [[unlikely]]
			return Error::from_c(failed);
		return static_cast<T>(number);
	}
}

/// Like parse() of a CStr, for text without a NUL.
template <detail::parsable T>
__from_user inline Result<T> parse(BStr text, NumberBase base = NumberBase::Automatic) __atomic
{
	if constexpr (std::is_same_v<T, bool>) {
		return detail::parse_bool(text);
	} else {
		auto number = [&] {
			if constexpr (std::is_signed_v<T>)
				return detail::parse_signed(text, base);
			else
				return detail::parse_unsigned(text, base);
		}();
		const auto value = TRY(std::move(number));
		if (static_cast<T>(value) != value)
			return ERANGE;
		return static_cast<T>(value);
	}
}

/// Like parse(), but the number must be within the two bounds, inclusive. Errors: as for parse();
/// ERANGE outside the bounds.
template <detail::parsable T>
inline Result<T> parse_within(auto text, T least, T most, NumberBase base = NumberBase::Automatic) __atomic
{
	static_assert(!std::is_same_v<T, bool>, "a bool has no range");
	const T value = TRY(parse<T>(text, base));

	if (value < least || value > most)
		return ERANGE;
	return value;
}

} // namespace kernel
