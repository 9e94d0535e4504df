// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: the relations between two values of any types that a test can expect.
//!
//! C: include/kunit/test.h
#pragma once

#include <concepts>
#include <type_traits>

#include <kernel/base/types.hpp>

namespace kernel::kunit::detail {

template <typename>
inline constexpr bool never = false;

template <typename T>
concept text_like = std::is_convertible_v<const T &, const char *> && !std::is_null_pointer_v<T>;
template <typename T>
concept small_integer = std::integral<T> && sizeof(T) <= 8;

/// Returns -1, 0 or 1; negative numbers are less than all unsigned ones.
template <small_integer A, small_integer B>
constexpr int order(A a, B b)
{
	if constexpr (std::is_signed_v<A> && std::is_signed_v<B>) {
		const i64 left = a, right = b;
		return left < right ? -1 : left > right;
	} else {
		if constexpr (std::is_signed_v<A>)
			if (a < 0)
				return -1;
		if constexpr (std::is_signed_v<B>)
			if (b < 0)
				return 1;
		const u64 left = static_cast<u64>(a), right = static_cast<u64>(b);
		return left < right ? -1 : left > right;
	}
}

constexpr bool same_text(const char *a, const char *b)
{
	if (!a || !b)
		return a == b;
	for (; *a && *a == *b; a++, b++)
		;
	return *a == *b;
}

struct Equal {
	static constexpr const char *sign = "==";
	template <typename A, typename B>
	static constexpr bool holds(const A &a, const B &b)
	{
		if constexpr (small_integer<A> && small_integer<B>)
			return order(a, b) == 0;
		else if constexpr (text_like<A> && text_like<B>)
			return same_text(a, b);
		else if constexpr (requires { static_cast<bool>(a == b); })
			return a == b;
		else
			static_assert(never<A>, "there is no == between the types of these two values");
	}
};
struct Unequal {
	static constexpr const char *sign = "!=";
	template <typename A, typename B>
	static constexpr bool holds(const A &a, const B &b)
	{
		return !Equal::holds(a, b);
	}
};
struct Less {
	static constexpr const char *sign = "<";
	template <typename A, typename B>
	static constexpr bool holds(const A &a, const B &b)
	{
		if constexpr (small_integer<A> && small_integer<B>)
			return order(a, b) < 0;
		else if constexpr (requires { static_cast<bool>(a < b); })
			return a < b;
		else
			static_assert(never<A>, "the types of these two values have no order");
	}
};
struct LessOrEqual {
	static constexpr const char *sign = "<=";
	template <typename A, typename B>
	static constexpr bool holds(const A &a, const B &b)
	{
		if constexpr (small_integer<A> && small_integer<B>)
			return order(a, b) <= 0;
		else if constexpr (requires { static_cast<bool>(a <= b); })
			return a <= b;
		else
			static_assert(never<A>, "the types of these two values have no order");
	}
};
struct Greater {
	static constexpr const char *sign = ">";
	template <typename A, typename B>
	static constexpr bool holds(const A &a, const B &b)
	{
		if constexpr (small_integer<A> && small_integer<B>)
			return order(a, b) > 0;
		else if constexpr (requires { static_cast<bool>(a > b); })
			return a > b;
		else
			static_assert(never<A>, "the types of these two values have no order");
	}
};
struct GreaterOrEqual {
	static constexpr const char *sign = ">=";
	template <typename A, typename B>
	static constexpr bool holds(const A &a, const B &b)
	{
		if constexpr (small_integer<A> && small_integer<B>)
			return order(a, b) >= 0;
		else if constexpr (requires { static_cast<bool>(a >= b); })
			return a >= b;
		else
			static_assert(never<A>, "the types of these two values have no order");
	}
};

} // namespace kernel::kunit::detail
