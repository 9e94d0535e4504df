// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Numbers, pointers, enumerators and flags that several CPUs may change at once.
//!
//! C: include/linux/atomic.h, Documentation/atomic_t.txt in the kernel
//!
//! Atomics follow the kernel's memory model, not that of std::atomic: an operation that returns a
//! value is fully ordered unless its argument says otherwise, an operation that returns nothing
//! orders nothing, and load() and store() name their order. Each operation compiles to the machine
//! code of its C twin; tests/atomic_code compares them.
#pragma once

#include <concepts>
#include <type_traits>

#include <helpers/atomic.hpp>
#include <linux/atomic/atomic-instrumented.hpp>
#include <linux/types.hpp>

#include <kernel/base/access_once.hpp>
#include <kernel/base/annotations.hpp>
#include <kernel/base/types.hpp>
#include <kernel/sync/atomic_ops.hpp>

namespace kernel {

/// The result of cmpxchg(): the value that it found, and whether it wrote.
template <typename T>
struct [[nodiscard]] Exchanged {
	/// The old value.
	T old;
	/// Whether the old value was the expected one, and was overwritten.
	bool done;

	/// Whether it wrote.
	explicit constexpr operator bool() const { return done; }
};

/// A T that every CPU may read and change at any time.
///
/// T is a 32- or 64-bit integer (with arithmetic), or a pointer, an enum, a bool or a smaller
/// integer (without arithmetic, which the kernel's C lacks for them). Arithmetic wraps around. For
/// a count of owners use Refcount, for data that belongs together a lock. All operations are const:
/// any number of tasks may use one Atomic at once. A static Atomic is initialised at compile time.
///
/// Orders are arguments: `relaxed` orders nothing; `acquire` keeps later accesses after the
/// operation; `release` keeps earlier accesses before it; `full` does both, and is the default for
/// operations that return a value.
///
/// add(), sub(), inc(), dec(), and_with(), or_with(), xor_with() and andnot_with(), which clears
/// the bits that are set in its argument, change the value, return nothing and order nothing.
/// fetch_add(), fetch_sub(), fetch_inc(), fetch_dec(), fetch_and(), fetch_or(), fetch_xor() and
/// fetch_andnot() return the old value; add_return(), sub_return(), inc_return() and dec_return()
/// return the new one.
///
/// Context: any.
///
/// Example:
///     Atomic<u32> requests;
///     requests.inc();
///     requests.add(2);
///     test.expect_eq(requests.fetch_add(1), 3u);
///     test.expect_eq(requests.load(relaxed), 4u);
///     test.expect(requests.cmpxchg(4, 0, acquire).done);
template <typename T>
class Atomic {
	static_assert(!std::is_floating_point_v<T>, "Atomic: the kernel does not use floating point");
	static_assert(std::is_integral_v<T> || std::is_enum_v<T> || std::is_pointer_v<T>,
		      "Atomic: T is an integer, a pointer, an enum or bool; put other data into a lock");
	static_assert(sizeof(T) <= sizeof(void *), "Atomic: the kernel has no atomics that wide");

	using Ops = detail::AtomicOps<T>;
	using Raw = typename Ops::Raw;
	using Value = typename Ops::Value;
	static constexpr bool counts = std::is_integral_v<T> && !std::is_same_v<T, bool>;

	[[gnu::always_inline]] static constexpr Value to_raw(T value) { return detail::as_accessed<Value>(value); }
	[[gnu::always_inline]] static constexpr T from_raw(Value value) { return detail::as_accessed<T>(value); }
	static consteval void check_arithmetic()
	{
		static_assert(counts, "Atomic: arithmetic is for integers");
		static_assert(!counts || sizeof(T) >= 4,
			      "Atomic: the kernel has no arithmetic on 8- and 16-bit atomics: use a u32, or "
			      "try_cmpxchg()");
	}
	template <typename Order>
	static consteval void check_order()
	{
		static_assert(detail::is_order<Order>, "Atomic: the order is relaxed, acquire, release or full");
	}

public:
	/// Zero, null or false.
	constexpr Atomic() : raw_(Ops::initial({})) {}
	/// Starts with `value`.
	explicit constexpr Atomic(T value) : raw_(Ops::initial(to_raw(value))) {}
	Atomic(const Atomic &) = delete;
	Atomic &operator=(const Atomic &) = delete;

	/// Reads the value: load(relaxed), or load(acquire).
	template <typename Order>
	[[nodiscard, gnu::always_inline]] T load(detail::OrderName<Order>) const __atomic
	{
		static_assert(detail::is_one_of<Order, Relaxed, Acquire>,
			      "Atomic: load() is relaxed or acquire: release orders what is written");
		return from_raw(Ops::load(&raw_, Order()));
	}
	/// Writes a value: store(value, relaxed), or store(value, release).
	template <typename Order>
	[[gnu::always_inline]] void store(std::type_identity_t<T> value, detail::OrderName<Order>) const __atomic
	{
		static_assert(detail::is_one_of<Order, Relaxed, Release>,
			      "Atomic: store() is relaxed or release: acquire orders what is read");
		Ops::store(&raw_, to_raw(value), Order());
	}

	/// Writes a value; returns the old one.
	template <typename Order = Full>
	[[nodiscard, gnu::always_inline]] T exchange(std::type_identity_t<T> value,
						     detail::OrderName<Order> = nullptr) const __atomic
	{
		check_order<Order>();
		return from_raw(Ops::xchg(&raw_, to_raw(value), Order()));
	}
	/// Writes a value if the old one is `expected`; returns the old one. Orders only if it
	/// wrote.
	template <typename Order = Full>
	[[gnu::always_inline]] Exchanged<T> cmpxchg(std::type_identity_t<T> expected, std::type_identity_t<T> value,
						    detail::OrderName<Order> = nullptr) const __atomic
	{
		check_order<Order>();
		T old = from_raw(Ops::cmpxchg(&raw_, to_raw(expected), to_raw(value), Order()));
		return { old, old == expected };
	}
	/// cmpxchg() for loops: returns whether it wrote; if not, sets `expected` to the value that
	/// it found.
	///
	/// Example:
	///     Atomic<u32> most{ 3 };
	///     u32 now = most.load(relaxed);
	///     while (now < 5 && !most.try_cmpxchg(now, 5))
	///             ;
	///     test.expect_eq(most.load(relaxed), 5u);
	template <typename Order = Full>
	[[nodiscard, gnu::always_inline]] bool try_cmpxchg(T &expected, std::type_identity_t<T> value,
							   detail::OrderName<Order> = nullptr) const __atomic
	{
		check_order<Order>();
		return Ops::try_cmpxchg(&raw_, (Value *)&expected, to_raw(value), Order());
	}

#define KXX_VOID(name, c_name)                                                     \
	[[gnu::always_inline]] void name(std::type_identity_t<T> n) const __atomic \
	{                                                                          \
		check_arithmetic();                                                \
		Ops::c_name(&raw_, to_raw(n));                                     \
	}
#define KXX_VOID_ONE(name)                                \
	[[gnu::always_inline]] void name() const __atomic \
	{                                                 \
		check_arithmetic();                       \
		Ops::name(&raw_);                         \
	}
#define KXX_RETURNS(name)                                                                                       \
	template <typename Order = Full>                                                                        \
	[[nodiscard, gnu::always_inline]] T name(std::type_identity_t<T> n, detail::OrderName<Order> = nullptr) \
		const __atomic                                                                                  \
	{                                                                                                       \
		check_arithmetic();                                                                             \
		check_order<Order>();                                                                           \
		return from_raw(Ops::name(&raw_, to_raw(n), Order()));                                          \
	}
#define KXX_RETURNS_ONE(name)                                                                       \
	template <typename Order = Full>                                                            \
	[[nodiscard, gnu::always_inline]] T name(detail::OrderName<Order> = nullptr) const __atomic \
	{                                                                                           \
		check_arithmetic();                                                                 \
		check_order<Order>();                                                               \
		return from_raw(Ops::name(&raw_, Order()));                                         \
	}

	// These change the value and return nothing; they order nothing.
	KXX_VOID(add, add)
	KXX_VOID(sub, sub)
	KXX_VOID(and_with, bit_and)
	KXX_VOID(or_with, bit_or)
	KXX_VOID(xor_with, bit_xor)
	// Clears the bits that are set in the argument.
	KXX_VOID(andnot_with, andnot)
	KXX_VOID_ONE(inc)
	KXX_VOID_ONE(dec)

	// These change the value and return the old one.
	KXX_RETURNS(fetch_add)
	KXX_RETURNS(fetch_sub)
	KXX_RETURNS(fetch_and)
	KXX_RETURNS(fetch_or)
	KXX_RETURNS(fetch_xor)
	KXX_RETURNS(fetch_andnot)
	KXX_RETURNS_ONE(fetch_inc)
	KXX_RETURNS_ONE(fetch_dec)

	// These change the value and return the new one.
	KXX_RETURNS(add_return)
	KXX_RETURNS(sub_return)
	KXX_RETURNS_ONE(inc_return)
	KXX_RETURNS_ONE(dec_return)

	/// Subtracts `n`; returns whether the result is zero.
	[[nodiscard, gnu::always_inline]] bool sub_and_test(std::type_identity_t<T> n) const __atomic
	{
		check_arithmetic();
		return Ops::sub_and_test(&raw_, to_raw(n));
	}
	/// Subtracts one; returns whether the result is zero.
	[[nodiscard, gnu::always_inline]] bool dec_and_test() const __atomic
	{
		check_arithmetic();
		return Ops::dec_and_test(&raw_);
	}
	/// Adds one; returns whether the result is zero.
	[[nodiscard, gnu::always_inline]] bool inc_and_test() const __atomic
	{
		check_arithmetic();
		return Ops::inc_and_test(&raw_);
	}
	/// Adds `n`; returns whether the result, as a signed number, is negative.
	[[nodiscard, gnu::always_inline]] bool add_negative(std::type_identity_t<T> n) const __atomic
	{
		check_arithmetic();
		return Ops::add_negative(&raw_, to_raw(n));
	}

	/// Adds, unless the value is `unless`; returns whether it added. Orders only if it did.
	[[nodiscard, gnu::always_inline]] bool add_unless(std::type_identity_t<T> n,
							  std::type_identity_t<T> unless) const __atomic
	{
		check_arithmetic();
		return Ops::add_unless(&raw_, to_raw(n), to_raw(unless));
	}
	/// Adds, unless the value is `unless`; returns the old value.
	[[nodiscard, gnu::always_inline]] T fetch_add_unless(std::type_identity_t<T> n,
							     std::type_identity_t<T> unless) const __atomic
	{
		check_arithmetic();
		return from_raw(Ops::fetch_add_unless(&raw_, to_raw(n), to_raw(unless)));
	}
	/// Adds one unless the value is zero; returns whether it did.
	[[nodiscard, gnu::always_inline]] bool inc_not_zero() const __atomic
	{
		check_arithmetic();
		return Ops::inc_not_zero(&raw_);
	}
	/// Adds one unless the (signed) value is negative; returns whether it did.
	[[nodiscard, gnu::always_inline]] bool inc_unless_negative() const __atomic
	{
		check_arithmetic();
		return Ops::inc_unless_negative(&raw_);
	}
	/// Subtracts one unless the (signed) value is positive; returns whether it did.
	[[nodiscard, gnu::always_inline]] bool dec_unless_positive() const __atomic
	{
		check_arithmetic();
		return Ops::dec_unless_positive(&raw_);
	}
	/// Subtracts one unless the result would be negative; returns the old value minus one in
	/// both cases.
	[[nodiscard, gnu::always_inline]] T dec_if_positive() const __atomic
	{
		check_arithmetic();
		return from_raw(Ops::dec_if_positive(&raw_));
	}

#undef KXX_VOID
#undef KXX_VOID_ONE
#undef KXX_RETURNS
#undef KXX_RETURNS_ONE

	/// The object for C code: an atomic_t, an atomic64_t, or a plain number or pointer.
	Raw *as_raw() const __lifetimebound { return &raw_; }

	/// Views an atomic that C code declared.
	///
	/// Safety:
	/// - `raw` points to an initialised atomic, which outlives the reference, and all other
	///   accesses to it are atomic operations.
	static const Atomic &from_raw(unsafe_t, Raw *raw) { return *reinterpret_cast<const Atomic *>(raw); }

private:
	mutable Raw raw_;
};

} // namespace kernel
