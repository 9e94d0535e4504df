// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: the C function that an operation of an Atomic calls, by type and order.
//!
//! C: include/linux/atomic/atomic-instrumented.h
#pragma once

#include <type_traits>

#include <helpers/atomic.hpp>
#include <linux/atomic/atomic-instrumented.hpp>
#include <linux/types.hpp>

#include <kernel/base/access_once.hpp>
#include <kernel/base/types.hpp>

namespace kernel {

/// The type of `relaxed`, an order of atomic operations, see Atomic.
struct Relaxed {};
/// The type of `acquire`.
struct Acquire {};
/// The type of `release`.
struct Release {};
/// The type of `full`.
struct Full {};

namespace detail {

/// The parameter of the functions that name the orders.
struct NamesAnOrder {};
/// The type of an order as an argument.
template <typename Order>
using OrderName = Order (*)(NamesAnOrder);

} // namespace detail

// An order is the name of a function, which nobody calls: a driver's own release() overloads it,
// where it would be ambiguous with a constant.

/// Orders nothing.
constexpr Relaxed relaxed(detail::NamesAnOrder)
{
	return {};
}
/// Keeps later accesses after the operation.
constexpr Acquire acquire(detail::NamesAnOrder)
{
	return {};
}
/// Keeps earlier accesses before the operation.
constexpr Release release(detail::NamesAnOrder)
{
	return {};
}
/// Does both.
constexpr Full full(detail::NamesAnOrder)
{
	return {};
}

namespace detail {

template <typename T, typename... Others>
inline constexpr bool is_one_of = (std::is_same_v<T, Others> || ...);
template <typename T>
inline constexpr bool is_order = is_one_of<T, Relaxed, Acquire, Release, Full>;

// clang-format off: a table is read by its columns.
// KXX_FUNCTION(type, declarator, expression) defines one forwarding function.
#define KXX_FUNCTION(type, declarator, ...)							\
	[[gnu::always_inline]] static type declarator { return __VA_ARGS__; }
// Defines one function per order; `order` is the end of the C name.
#define KXX_EACH_ORDER(make, ...)								\
	make(Full, , __VA_ARGS__) make(Relaxed, _relaxed, __VA_ARGS__)				\
	make(Acquire, _acquire, __VA_ARGS__) make(Release, _release, __VA_ARGS__)
#define KXX_CHANGE(Order, order, prefix, name)							\
	KXX_FUNCTION(Value, name(Raw *raw, Value n, Order), ::prefix##name##order(n, raw))
#define KXX_CHANGE_ONE(Order, order, prefix, name)						\
	KXX_FUNCTION(Value, name(Raw *raw, Order), ::prefix##name##order(raw))
#define KXX_EXCHANGE(Order, order, prefix, suffix)						\
	KXX_FUNCTION(Value, xchg(Raw *raw, Value value, Order), ::prefix##xchg##order##suffix(raw, value))\
	KXX_FUNCTION(Value, cmpxchg(Raw *raw, Value old, Value value, Order),			\
		     ::prefix##cmpxchg##order##suffix(raw, old, value))				\
	KXX_FUNCTION(bool, try_cmpxchg(Raw *raw, Value *old, Value value, Order),		\
		     ::prefix##try_cmpxchg##order##suffix(raw, old, value))

// atomic_t and atomic64_t.
#define KXX_COUNTING(prefix)									\
	static constexpr Raw initial(Value value) { return { .counter = value }; }		\
	KXX_FUNCTION(Value, load(const Raw *raw, Relaxed), ::prefix##read(raw))			\
	KXX_FUNCTION(Value, load(const Raw *raw, Acquire), ::prefix##read_acquire(raw))		\
	KXX_FUNCTION(void, store(Raw *raw, Value value, Relaxed), ::prefix##set(raw, value))	\
	KXX_FUNCTION(void, store(Raw *raw, Value value, Release), ::prefix##set_release(raw, value))\
	KXX_EACH_ORDER(KXX_EXCHANGE, prefix, )							\
	KXX_FUNCTION(void, add(Raw *raw, Value n), ::prefix##add(n, raw))			\
	KXX_FUNCTION(void, sub(Raw *raw, Value n), ::prefix##sub(n, raw))			\
	KXX_FUNCTION(void, bit_and(Raw *raw, Value n), ::prefix##and(n, raw))			\
	KXX_FUNCTION(void, bit_or(Raw *raw, Value n), ::prefix##or(n, raw))			\
	KXX_FUNCTION(void, bit_xor(Raw *raw, Value n), ::prefix##xor(n, raw))			\
	KXX_FUNCTION(void, andnot(Raw *raw, Value n), ::prefix##andnot(n, raw))			\
	KXX_FUNCTION(void, inc(Raw *raw), ::prefix##inc(raw))					\
	KXX_FUNCTION(void, dec(Raw *raw), ::prefix##dec(raw))					\
	KXX_EACH_ORDER(KXX_CHANGE, prefix, fetch_add)						\
	KXX_EACH_ORDER(KXX_CHANGE, prefix, fetch_sub)						\
	KXX_EACH_ORDER(KXX_CHANGE, prefix, fetch_and)						\
	KXX_EACH_ORDER(KXX_CHANGE, prefix, fetch_or)						\
	KXX_EACH_ORDER(KXX_CHANGE, prefix, fetch_xor)						\
	KXX_EACH_ORDER(KXX_CHANGE, prefix, fetch_andnot)					\
	KXX_EACH_ORDER(KXX_CHANGE, prefix, add_return)						\
	KXX_EACH_ORDER(KXX_CHANGE, prefix, sub_return)						\
	KXX_EACH_ORDER(KXX_CHANGE_ONE, prefix, fetch_inc)					\
	KXX_EACH_ORDER(KXX_CHANGE_ONE, prefix, fetch_dec)					\
	KXX_EACH_ORDER(KXX_CHANGE_ONE, prefix, inc_return)					\
	KXX_EACH_ORDER(KXX_CHANGE_ONE, prefix, dec_return)					\
	KXX_FUNCTION(bool, sub_and_test(Raw *raw, Value n), ::prefix##sub_and_test(n, raw))	\
	KXX_FUNCTION(bool, add_negative(Raw *raw, Value n), ::prefix##add_negative(n, raw))	\
	KXX_FUNCTION(bool, dec_and_test(Raw *raw), ::prefix##dec_and_test(raw))			\
	KXX_FUNCTION(bool, inc_and_test(Raw *raw), ::prefix##inc_and_test(raw))			\
	KXX_FUNCTION(bool, inc_not_zero(Raw *raw), ::prefix##inc_not_zero(raw))			\
	KXX_FUNCTION(bool, inc_unless_negative(Raw *raw), ::prefix##inc_unless_negative(raw))	\
	KXX_FUNCTION(bool, dec_unless_positive(Raw *raw), ::prefix##dec_unless_positive(raw))	\
	KXX_FUNCTION(bool, add_unless(Raw *raw, Value n, Value unless), ::prefix##add_unless(raw, n, unless))\
	KXX_FUNCTION(Value, fetch_add_unless(Raw *raw, Value n, Value unless),			\
		     ::prefix##fetch_add_unless(raw, n, unless))				\
	KXX_FUNCTION(Value, dec_if_positive(Raw *raw), ::prefix##dec_if_positive(raw))

// For types that are plain variables in C: only loads, stores and exchanges.
#define KXX_EXCHANGING(suffix)									\
	static constexpr Raw initial(Value value) { return value; }				\
	KXX_FUNCTION(Value, load(const Raw *raw, Relaxed), detail::read_once(raw))		\
	KXX_FUNCTION(Value, load(const Raw *raw, Acquire), detail::load_acquire(raw))		\
	KXX_FUNCTION(void, store(Raw *raw, Value value, Relaxed), detail::write_once(raw, value))\
	KXX_FUNCTION(void, store(Raw *raw, Value value, Release), detail::store_release(raw, value))\
	KXX_EACH_ORDER(KXX_EXCHANGE, kxx_, suffix)
// clang-format on

template <typename Accessed>
struct AtomicOpsOf;
template <>
struct AtomicOpsOf<i32> {
	using Raw = ::atomic_t;
	using Value = int;
	KXX_COUNTING(atomic_)
};
template <>
struct AtomicOpsOf<i64> {
	using Raw = ::atomic64_t;
	using Value = i64;
	KXX_COUNTING(atomic64_)
};
template <>
struct AtomicOpsOf<u32> : AtomicOpsOf<i32> {};
template <>
struct AtomicOpsOf<u64> : AtomicOpsOf<i64> {};
template <>
struct AtomicOpsOf<void *> {
	using Raw = void *;
	using Value = void *;
	KXX_EXCHANGING(_ptr)
};
template <>
struct AtomicOpsOf<bool> {
	using Raw = bool;
	using Value = bool;
	KXX_EXCHANGING(_bool)
};
template <>
struct AtomicOpsOf<i8> {
	using Raw = i8;
	using Value = i8;
	KXX_EXCHANGING(_s8)
};
template <>
struct AtomicOpsOf<u8> {
	using Raw = u8;
	using Value = u8;
	KXX_EXCHANGING(_u8)
};
template <>
struct AtomicOpsOf<i16> {
	using Raw = i16;
	using Value = i16;
	KXX_EXCHANGING(_s16)
};
template <>
struct AtomicOpsOf<u16> {
	using Raw = u16;
	using Value = u16;
	KXX_EXCHANGING(_u16)
};

#undef KXX_EXCHANGING
#undef KXX_COUNTING
#undef KXX_EXCHANGE
#undef KXX_CHANGE_ONE
#undef KXX_CHANGE
#undef KXX_EACH_ORDER
#undef KXX_FUNCTION

template <typename T>
using AtomicOps = AtomicOpsOf<Accessed<T>>;

} // namespace detail
} // namespace kernel
