// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Numbers with a limited number of bits.
//!
//! C: none; a comment about a field's range
#pragma once

#include <compare>
#include <concepts>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>

namespace kernel {

namespace detail {

// Called only at compile time; the name is the message that the compiler shows.
void error_the_constant_has_more_bits_than_the_type();

} // namespace detail

/// An unsigned number that fits into `bits` bits, such as a field of a register.
///
/// If any value of T is valid, use a T. kernel/base/overflow.hpp has checked arithmetic.
///
/// Invariants:
/// - `value_ <= most`.
///
/// Example:
///     using Address = Bounded<u32, 5>;
///     constexpr Address first{ 31 }; // looked at while compiling
///     test.expect_eq(TRY(Address::from(7)).value(), 7u);
///     test.expect_error(Address::from(32), ERANGE);
///     test.expect_eq(Address::low_bits_of(0xffu), first);
template <std::unsigned_integral T, unsigned bits>
class Bounded {
	static_assert(bits > 0 && bits <= sizeof(T) * 8, "Bounded<T, bits>: T has so many bits, and one at least");

public:
	/// The largest value.
	static constexpr T most = static_cast<T>(~T{ 0 }) >> (sizeof(T) * 8 - bits);

	/// Zero.
	constexpr Bounded() = default;
	/// Makes a number from a constant, which must fit.
	consteval explicit Bounded(u64 value) : value_(static_cast<T>(value))
	{
		if (value > most)
			detail::error_the_constant_has_more_bits_than_the_type();
	}
	/// Converts from a number with fewer bits, all of which fit.
	template <std::unsigned_integral U, unsigned fewer>
		requires(fewer <= bits && !(fewer == bits && std::same_as<T, U>))
	constexpr Bounded(Bounded<U, fewer> value) : value_(static_cast<T>(value.value()))
	{
	}
	/// Makes a number from a value that is known only at run time.
	///
	/// Errors: ERANGE: it does not fit.
	[[gnu::always_inline]] static constexpr Result<Bounded> from(T value) __atomic
	{
		if (value > most) [[unlikely]]
			return ERANGE;
		return { std::in_place, Raw{ value } };
	}
	/// Drops the higher bits.
	[[gnu::always_inline]] static constexpr Bounded low_bits_of(T value) __atomic
	{
		return Bounded(Raw{ static_cast<T>(value & most) });
	}

	constexpr T value() const __atomic { return value_; }

	friend constexpr auto operator<=>(Bounded, Bounded) = default;
	friend constexpr bool operator==(Bounded, Bounded) = default;

private:
	template <typename>
	friend class Result;
	struct Raw {
		T value;
	};
	/// INVARIANT: the caller has checked the value.
	explicit constexpr Bounded(Raw raw) : value_(raw.value) {}

	T value_ = 0;
};

} // namespace kernel
