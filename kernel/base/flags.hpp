// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Sets of enumeration values, each of which is a bit.
//!
//! C: an unsigned long of flags, and macros that name the bits
#pragma once

#include <concepts>
#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/bits.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>

namespace kernel {

/// A set of some of the values `all` of an enumeration, each of which is a bit.
///
/// The enumeration is the type of one flag, this class the type of several; numbers do not convert
/// to either by accident.
///
/// Invariants:
/// - no bit of `bits_` is outside `all_bits`.
///
/// Example:
///     enum class Access : u32 { Read = 1, Write = 2, Run = 4 };
///     using Accesses = Flags<Access, Access::Read, Access::Write, Access::Run>;
///     Accesses wanted = { Access::Read, Access::Write };
///     test.expect(wanted.contains(Access::Read) && !wanted.contains(Access::Run));
///     test.expect(~wanted == Access::Run);
///     test.expect_error(Accesses::from(8), EINVAL);
template <typename Flag, Flag... all>
class Flags {
	static_assert(std::is_enum_v<Flag>, "Flags<E, E::A, …>: E is an enumeration");
	using Bits = std::underlying_type_t<Flag>;
	static_assert(std::is_unsigned_v<Bits>, "the enumeration is one of an unsigned type: `enum class E : u32`");
	static_assert((detail::is_power_of_2(static_cast<Bits>(all)) && ...), "each flag is one bit");

public:
	/// The bits of all flags.
	static constexpr Bits all_bits = (Bits{ 0 } | ... | static_cast<Bits>(all));

	/// An empty set.
	constexpr Flags() = default;
	/// A set of these flags.
	template <std::same_as<Flag>... More>
	constexpr Flags(Flag one, More... more)
		: bits_(static_cast<Bits>((static_cast<Bits>(one) | ... | static_cast<Bits>(more)) & all_bits))
	{
	}
	/// Converts from untrusted bits. Errors: EINVAL: one of them is not a flag.
	static constexpr Result<Flags> from(Bits bits) __atomic
	{
		if (bits & static_cast<Bits>(~all_bits)) [[unlikely]]
			return EINVAL;
		return { std::in_place, Raw{ bits } };
	}
	constexpr Bits bits() const __atomic { return bits_; }

	constexpr bool empty() const __atomic { return bits_ == 0; }
	constexpr bool contains(Flags flags) const __atomic { return (bits_ & flags.bits_) == flags.bits_; }
	/// Whether at least one of the argument's flags is in this set.
	constexpr bool contains_any(Flags flags) const __atomic { return (bits_ & flags.bits_) != 0; }

	friend constexpr Flags operator|(Flags a, Flags b) __atomic
	{
		return Flags(Raw{ static_cast<Bits>(a.bits_ | b.bits_) });
	}
	friend constexpr Flags operator&(Flags a, Flags b) __atomic
	{
		return Flags(Raw{ static_cast<Bits>(a.bits_ & b.bits_) });
	}
	friend constexpr Flags operator~(Flags a) __atomic
	{
		return Flags(Raw{ static_cast<Bits>(~a.bits_ & all_bits) });
	}
	constexpr Flags &operator|=(Flags other) __atomic { return *this = *this | other; }
	friend constexpr bool operator==(Flags, Flags) = default;

private:
	template <typename>
	friend class Result;
	struct Raw {
		Bits bits;
	};
	explicit constexpr Flags(Raw raw) : bits_(raw.bits) {}

	Bits bits_ = 0;
};

} // namespace kernel
