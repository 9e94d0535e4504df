// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Fields of a few bits in a word, for registers and for data on a wire.
//!
//! C: include/linux/bitfield.h
#pragma once

#include <concepts>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/bits.hpp>
#include <kernel/base/num.hpp>
#include <kernel/base/types.hpp>

namespace kernel {

/// The bits from `low` to `high` of a Word, both included; a type without objects.
///
/// Use C's bit-fields only for data that never leaves the kernel: the compiler chooses where they
/// are.
///
/// Example:
///     struct Control {
///             using Speed = BitField<u16, 3, 0>;
///             using Enable = BitField<u16, 15>;
///     };
///     u16 word = Control::Enable::mask | Control::Speed::prepare(Control::Speed::Value{ 5 });
///     test.expect_eq(word, 0x8005);
///     test.expect_eq(Control::Speed::of(word).value(), 5);
///     word = Control::Speed::with(word, TRY(Control::Speed::Value::from(9)));
///     test.expect_eq(word, 0x8009);
///     test.expect(Control::Enable::is_set(word));
template <std::unsigned_integral Word, unsigned high, unsigned low = high>
struct BitField {
	BitField() = delete;

	/// The values that fit into the field.
	using Value = Bounded<Word, high - low + 1>;
	/// The field's bits at their place.
	static constexpr Word mask = genmask<high, low, Word>();

	/// The value of the field in a word; C's FIELD_GET().
	[[gnu::always_inline]] static constexpr Value of(Word word) __atomic
	{
		return Value::low_bits_of(static_cast<Word>(word >> low));
	}
	/// A word with this value in the field, and zero elsewhere; C's FIELD_PREP().
	[[gnu::always_inline]] static constexpr Word prepare(Value value) __atomic
	{
		return static_cast<Word>(value.value() << low);
	}
	/// The same word with this value in the field.
	[[gnu::always_inline]] static constexpr Word with(Word word, Value value) __atomic
	{
		return static_cast<Word>((word & static_cast<Word>(~mask)) | prepare(value));
	}
	/// Whether the field, which has one bit, is one.
	[[gnu::always_inline]] static constexpr bool is_set(Word word) __atomic
		requires(high == low)
	{
		return (word & mask) != 0;
	}
};

} // namespace kernel
