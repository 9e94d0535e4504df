// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: the number and the types of the fields of a plain struct.
//!
//! C: none
#pragma once

#include <type_traits>
#include <utility>

#include <kernel/base/types.hpp>

namespace kernel {

template <typename T>
class Result;

namespace detail {

/// Converts to any type, in unevaluated expressions.
struct AnyField {
	template <typename T>
	operator T() const;
};

template <typename T, usize... i>
consteval bool takes_fields(std::index_sequence<i...>)
{
	return requires { T{ { (static_cast<void>(i), AnyField{}) }... }; };
}

/// Structs with more fields are not inspected.
inline constexpr usize most_fields = 16;

/// The number of fields of an aggregate, or most_fields + 1 if there are more.
template <typename T, usize n = 0, bool any = false>
consteval usize field_count()
{
	constexpr bool taken = takes_fields<T>(std::make_index_sequence<n>{});
	if constexpr (n > most_fields + 1 || (any && !taken))
		return n - 1;
	else
		return field_count<T, n + 1, taken>();
}

template <typename...>
struct Types {};

/// Becomes a member of any type but a union or a base class of T; in unevaluated expressions.
template <typename T>
struct AnyMember {
	template <typename Member>
		requires(!std::is_union_v<Member> && !std::is_base_of_v<Member, T>)
	operator Member() const;
};
/// Becomes any Result, which AnyMember cannot: a Result may hold anything.
struct AnyResult {
	template <typename Value>
	operator Result<Value>() const;
};
/// Between parentheses, one expression is not the element of an array.
template <typename T, usize... i>
consteval bool takes_members(std::index_sequence<i...>)
{
	return requires { T((static_cast<void>(i), AnyMember<T>{})...); };
}
template <typename T, usize... i>
consteval bool has_more_members(std::index_sequence<i...>)
{
	return requires { T{ (static_cast<void>(i), AnyMember<T>{})..., {} }; } ||
	       requires { T{ (static_cast<void>(i), AnyMember<T>{})..., AnyResult{} }; };
}
template <typename T, usize n = 0, bool any = false>
consteval usize member_count()
{
	constexpr bool taken = takes_members<T>(std::make_index_sequence<n>{});

	if constexpr (any && !taken)
		return has_more_members<T>(std::make_index_sequence<n - 1>{}) ? 0 : n - 1;
	else if constexpr (n > most_fields)
		return 0;
	else
		return member_count<T, n + 1, taken>();
}
/// The number of members of a plain struct, whatever their types; 0 if it has none, more than most_fields, or
/// members that C++20 cannot count: arrays, unions, base classes, members that anything converts to.
template <typename T>
inline constexpr usize countable_members = member_count<T>();

/// The types of an aggregate's fields, as a Types<…>; used only for its type. Of a const object, a mutable
/// field is not const.
template <usize count, typename T>
constexpr auto field_types(T &object)
{
	if constexpr (count == 0 || count > most_fields) {
		return;
	} else if constexpr (count == 1) {
		auto &[a] = object;
		return Types<decltype(a)>{};
	} else if constexpr (count == 2) {
		auto &[a, b] = object;
		return Types<decltype(a), decltype(b)>{};
	} else if constexpr (count == 3) {
		auto &[a, b, c] = object;
		return Types<decltype(a), decltype(b), decltype(c)>{};
	} else if constexpr (count == 4) {
		auto &[a, b, c, d] = object;
		return Types<decltype(a), decltype(b), decltype(c), decltype(d)>{};
	} else if constexpr (count == 5) {
		auto &[a, b, c, d, e] = object;
		return Types<decltype(a), decltype(b), decltype(c), decltype(d), decltype(e)>{};
	} else if constexpr (count == 6) {
		auto &[a, b, c, d, e, f] = object;
		return Types<decltype(a), decltype(b), decltype(c), decltype(d), decltype(e), decltype(f)>{};
	} else if constexpr (count == 7) {
		auto &[a, b, c, d, e, f, g] = object;
		return Types<decltype(a), decltype(b), decltype(c), decltype(d), decltype(e), decltype(f),
			     decltype(g)>{};
	} else if constexpr (count == 8) {
		auto &[a, b, c, d, e, f, g, h] = object;
		return Types<decltype(a), decltype(b), decltype(c), decltype(d), decltype(e), decltype(f), decltype(g),
			     decltype(h)>{};
	} else if constexpr (count == 9) {
		auto &[a, b, c, d, e, f, g, h, i] = object;
		return Types<decltype(a), decltype(b), decltype(c), decltype(d), decltype(e), decltype(f), decltype(g),
			     decltype(h), decltype(i)>{};
	} else if constexpr (count == 10) {
		auto &[a, b, c, d, e, f, g, h, i, j] = object;
		return Types<decltype(a), decltype(b), decltype(c), decltype(d), decltype(e), decltype(f), decltype(g),
			     decltype(h), decltype(i), decltype(j)>{};
	} else if constexpr (count == 11) {
		auto &[a, b, c, d, e, f, g, h, i, j, k] = object;
		return Types<decltype(a), decltype(b), decltype(c), decltype(d), decltype(e), decltype(f), decltype(g),
			     decltype(h), decltype(i), decltype(j), decltype(k)>{};
	} else if constexpr (count == 12) {
		auto &[a, b, c, d, e, f, g, h, i, j, k, l] = object;
		return Types<decltype(a), decltype(b), decltype(c), decltype(d), decltype(e), decltype(f), decltype(g),
			     decltype(h), decltype(i), decltype(j), decltype(k), decltype(l)>{};
	} else if constexpr (count == 13) {
		auto &[a, b, c, d, e, f, g, h, i, j, k, l, m] = object;
		return Types<decltype(a), decltype(b), decltype(c), decltype(d), decltype(e), decltype(f), decltype(g),
			     decltype(h), decltype(i), decltype(j), decltype(k), decltype(l), decltype(m)>{};
	} else if constexpr (count == 14) {
		auto &[a, b, c, d, e, f, g, h, i, j, k, l, m, n] = object;
		return Types<decltype(a), decltype(b), decltype(c), decltype(d), decltype(e), decltype(f), decltype(g),
			     decltype(h), decltype(i), decltype(j), decltype(k), decltype(l), decltype(m),
			     decltype(n)>{};
	} else if constexpr (count == 15) {
		auto &[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o] = object;
		return Types<decltype(a), decltype(b), decltype(c), decltype(d), decltype(e), decltype(f), decltype(g),
			     decltype(h), decltype(i), decltype(j), decltype(k), decltype(l), decltype(m), decltype(n),
			     decltype(o)>{};
	} else if constexpr (count == 16) {
		auto &[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = object;
		return Types<decltype(a), decltype(b), decltype(c), decltype(d), decltype(e), decltype(f), decltype(g),
			     decltype(h), decltype(i), decltype(j), decltype(k), decltype(l), decltype(m), decltype(n),
			     decltype(o), decltype(p)>{};
	}
}

/// The integers that count: all, or those with the same size in 32-bit programs.
enum class Integers { All, SameIn32Bits };

template <typename T, Integers which>
consteval bool all_integers();

template <Integers which, typename... F>
consteval bool each_integers(Types<F...>)
{
	return (all_integers<F, which>() && ...);
}

/// Whether T is an integer, an array of integers, or a struct of nothing else. bool does not count,
/// since not every byte is a valid one.
template <typename T, Integers which>
consteval bool all_integers()
{
	using Bare = std::remove_cv_t<std::remove_all_extents_t<T>>;

	if constexpr (std::is_same_v<Bare, bool>) {
		return false;
	} else if constexpr (std::is_integral_v<Bare>) {
		return which == Integers::All ||
		       (!std::is_same_v<Bare, long> && !std::is_same_v<Bare, unsigned long> && sizeof(Bare) <= 8);
	} else if constexpr (std::is_class_v<Bare> && std::is_aggregate_v<Bare>) {
		constexpr usize n = field_count<Bare>();

		if constexpr (n == 0 || n > most_fields)
			return false;
		else
			return each_integers<which>(decltype(field_types<n>(std::declval<Bare &>())){});
	} else {
		return false;
	}
}

} // namespace detail
} // namespace kernel
