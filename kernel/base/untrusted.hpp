// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Integers that a process chose, which are compared before they become a size or an index.
//!
//! C: none; a check that the author must not forget
#pragma once

#include <compare>
#include <type_traits>

#include <kernel/base/annotations.hpp>
#include <kernel/base/overflow.hpp>
#include <kernel/base/result.hpp>

namespace kernel {

/// An integer from a process: any value is possible.
///
/// The readers of user memory return one for a single integer. It can be compared, but it is no
/// operand of arithmetic, no size and no index; the functions below turn it into a T. For what the
/// kernel computed itself, use a T.
///
/// Example:
///     const u32 primes[] = { 2, 3, 5, 7 };
///     Untrusted<u32> index(3);
///     test.expect_eq(primes[TRY(index.below(4))], 7u);
///     test.expect_error(index.at_most(2), EINVAL);
///     test.expect(index != 0);
template <arithmetic_integer T>
class Untrusted {
public:
	/// Marks a value that came from a process in another way.
	explicit constexpr Untrusted(T value) : value_(value) {}

	/// The value as a size. Errors: EINVAL: it is greater than `limit`, or negative.
	[[gnu::always_inline]] constexpr Result<T> at_most(T limit) const __atomic { return between(0, limit); }
	/// The value as an index. Errors: EINVAL: it is not less than `count`, or negative.
	[[gnu::always_inline]] constexpr Result<T> below(T count) const __atomic
	{
		if (value_ >= count) [[unlikely]]
			return EINVAL;
		return between(0, value_);
	}
	/// The value, if it is in a range. Errors: EINVAL: it is not one of `first` to
	/// `last`.
	[[gnu::always_inline]] constexpr Result<T> between(T first, T last) const __atomic
	{
		if (value_ < first || value_ > last) [[unlikely]]
			return EINVAL;
		return value_;
	}
	/// The value, where each one is valid: to store it, or to show it. `kxx check` still takes
	/// it for one that a process chose.
	__from_user constexpr T unchecked() const __atomic { return value_; }

	friend constexpr bool operator==(Untrusted, Untrusted) = default;
	friend constexpr auto operator<=>(Untrusted, Untrusted) = default;
	friend constexpr bool operator==(Untrusted value, T other) __atomic { return value.value_ == other; }
	friend constexpr auto operator<=>(Untrusted value, T other) __atomic { return value.value_ <=> other; }

private:
	T value_;
};

namespace detail {

template <typename T>
struct FromUser {
	using Type = T;
};
template <arithmetic_integer T>
struct FromUser<T> {
	using Type = Untrusted<T>;
};

} // namespace detail

/// What a process passes when it passes a T: an Untrusted<T> for a single integer. The fields of a
/// struct are plain, and `kxx check` follows them.
template <typename T>
using FromUser = typename detail::FromUser<T>::Type;

} // namespace kernel
