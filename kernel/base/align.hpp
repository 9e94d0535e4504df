// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Rounds to powers of two.
//!
//! C: include/linux/align.h, include/linux/log2.h
#pragma once

#include <concepts>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/bits.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>

namespace kernel {

namespace detail {

// Called only at compile time; the name is the message that the compiler shows.
void error_an_alignment_is_a_power_of_two();

} // namespace detail

/// A power of two to which an address or a size is rounded.
///
/// Invariants:
/// - `value_` has exactly one bit.
///
/// Example:
///     constexpr Alignment sector{ 512 };
///     test.expect_eq(align_down(1000u, sector), 512u);
///     test.expect_eq(TRY(align_up(1000u, sector)), 1024u);
///     test.expect_error(align_up(~u32{ 0 }, sector), EOVERFLOW);
///     test.expect_error(Alignment::from(24), EINVAL);
class Alignment {
public:
	/// Makes an alignment from a constant.
	consteval explicit Alignment(usize value) : value_(value)
	{
		if (!detail::is_power_of_2(value))
			detail::error_an_alignment_is_a_power_of_two();
	}
	/// The alignment of a type.
	template <typename T>
	static consteval Alignment of()
	{
		return Alignment(alignof(T));
	}
	/// Makes an alignment from a value that is known only at run time.
	///
	/// Errors: EINVAL: `value` is not a power of two.
	static constexpr Result<Alignment> from(usize value) __atomic
	{
		if (!detail::is_power_of_2(value)) [[unlikely]]
			return EINVAL;
		return { std::in_place, Raw{ value } };
	}

	constexpr usize value() const __atomic { return value_; }
	/// The bits that are zero in an aligned value.
	constexpr usize low_bits() const __atomic { return value_ - 1; }
	/// The logarithm to base 2.
	constexpr unsigned log2() const __atomic { return static_cast<unsigned>(__builtin_ctzl(value_)); }

	friend constexpr auto operator<=>(Alignment, Alignment) = default;
	friend constexpr bool operator==(Alignment, Alignment) = default;

private:
	template <typename>
	friend class Result;
	struct Raw {
		usize value;
	};
	explicit constexpr Alignment(Raw raw) : value_(raw.value) {}

	usize value_;
};

/// Whether the value is a multiple of `to`.
template <std::unsigned_integral T>
[[gnu::always_inline]] constexpr bool is_aligned(T value, Alignment to) __atomic
{
	return (value & to.low_bits()) == 0;
}
template <typename T>
[[gnu::always_inline]] inline bool is_aligned(const T *pointer, Alignment to) __atomic
{
	return is_aligned(reinterpret_cast<usize>(pointer), to);
}
/// Rounds down to a multiple of `to`.
template <std::unsigned_integral T>
[[gnu::always_inline]] constexpr T align_down(T value, Alignment to) __atomic
{
	return static_cast<T>(value & ~to.low_bits());
}
/// Rounds up to a multiple of `to`. Errors: EOVERFLOW: the result does not fit into T.
template <std::unsigned_integral T>
[[gnu::always_inline]] constexpr Result<T> align_up(T value, Alignment to) __atomic
{
	T up{};

	if (__builtin_add_overflow(value, to.low_bits(), &up)) [[unlikely]]
		return EOVERFLOW;
	return align_down(up, to);
}

} // namespace kernel
