// SPDX-License-Identifier: GPL-2.0
//! Numbers with few bits, bit fields, flags, alignments, and plain data as bytes.
#include <kernel/base/align.hpp>
#include <kernel/base/bitfield.hpp>
#include <kernel/base/flags.hpp>
#include <kernel/base/num.hpp>
#include <kernel/base/transmute.hpp>
#include <kernel/base/untrusted.hpp>
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

Result<> bounded(kunit::Test &test)
{
	using Five = Bounded<u32, 5>;
	static_assert(Five::most == 31 && Bounded<u64, 64>::most == ~u64{ 0 } && Bounded<u8, 1>::most == 1);
	static_assert(sizeof(Five) == sizeof(u32) && Five().value() == 0);

	test.expect_eq(TRY(Five::from(31)).value(), 31u);
	test.expect_error(Five::from(32), ERANGE);
	test.expect_eq(Five::low_bits_of(~0u).value(), 31u);
	const Bounded<u64, 8> wider = Five{ 30 };
	test.expect_eq(wider.value(), 30u);
	static_assert(!std::is_constructible_v<Five, Bounded<u32, 6>>);
	test.expect(Five{ 3 } < Five{ 4 } && Five{ 3 } == Five{ 3 });
	return ok;
}

Result<> fields(kunit::Test &test)
{
	using Top = BitField<u8, 7, 5>;
	using Bit = BitField<u8, 4>;
	using Low = BitField<u8, 3, 0>;
	using All = BitField<u64, 63, 0>;
	static_assert(Top::mask == 0xe0 && Bit::mask == 0x10 && Low::mask == 0x0f && All::mask == ~u64{ 0 });

	u8 word = 0xff;
	word = Top::with(word, Top::Value{ 2 });
	test.expect_eq(word, 0x5f);
	word = Low::with(word, Low::Value{ 0 });
	test.expect_eq(word, 0x50);
	test.expect_eq(Top::of(word).value(), 2);
	test.expect(Bit::is_set(word));
	test.expect_eq(Top::prepare(TRY(Top::Value::from(7))), 0xe0);
	test.expect_error(Top::Value::from(8), ERANGE);
	test.expect_eq(All::of(5).value(), 5u);
	return ok;
}

enum class Mode : u16 { Read = 1, Write = 2, Run = 0x8000 };
using Modes = Flags<Mode, Mode::Read, Mode::Write, Mode::Run>;

Result<> flags(kunit::Test &test)
{
	Modes modes;
	test.expect(modes.empty());
	modes |= Mode::Run;
	test.expect(modes == Mode::Run && modes.bits() == 0x8000);
	modes |= { Mode::Read, Mode::Run };
	test.expect(modes.contains({ Mode::Run, Mode::Read }) && !modes.contains({ Mode::Run, Mode::Write }));
	test.expect(modes.contains_any({ Mode::Run, Mode::Write }) && !modes.contains_any(Mode::Write));
	test.expect((modes & Mode::Run) == Mode::Run && (modes & Mode::Write).empty());
	test.expect(~modes == Mode::Write && ~Modes() == Modes(Mode::Read, Mode::Write, Mode::Run));
	test.expect(TRY(Modes::from(3)) == Modes(Mode::Read, Mode::Write));
	test.expect_error(Modes::from(4), EINVAL);
	return ok;
}

Result<> alignments(kunit::Test &test)
{
	constexpr Alignment eight{ 8 };
	static_assert(eight.log2() == 3 && Alignment::of<u64>() == eight && eight.low_bits() == 7);

	test.expect_error(Alignment::from(0), EINVAL);
	test.expect_error(Alignment::from(12), EINVAL);
	test.expect(TRY(Alignment::from(8)) == eight);
	test.expect_eq(TRY(align_up(u8{ 241 }, eight)), 248);
	test.expect_error(align_up(u8{ 249 }, eight), EOVERFLOW);
	test.expect_eq(TRY(align_up(usize{ 0 }, eight)), 0u);
	test.expect_eq(align_down(u64{ 0xffff'ffff'ffff'ffff }, eight), 0xffff'ffff'ffff'fff8u);
	test.expect(is_aligned(16u, eight) && !is_aligned(12u, eight) && is_aligned(&eight, Alignment::of<usize>()));
	return ok;
}

struct Wire {
	u16 kind;
	u8 bytes[2];
	u32 length;
};
struct Padded {
	u8 kind;
	u32 length;
};
static_assert(plain_data<Wire> && plain_data<u8> && !plain_data<Padded> && !plain_data<bool> && !plain_data<u8 *>);

Result<> bytes(kunit::Test &test)
{
	const Wire wire = { 0x0201, { 3, 4 }, 0x08070605 };
	Span<const u8> all = as_bytes(wire);

	test.expect_eq(all.size(), sizeof(Wire));
	for (u8 i = 0; i < sizeof(Wire); i++)
		test.expect_eq(*all.get(i), i + 1);
	test.expect(from_bytes<Wire>(all) == &wire);
	test.expect_null(from_bytes<Wire>(all.drop(1)));
	test.expect_null(from_bytes<u32>(all.drop(1).first(4)));
	test.expect_eq(TRY(copy_from_bytes<u32>(all.drop(1))), 0x05040302u);
	test.expect_error(copy_from_bytes<u32>(all.drop(5)), EINVAL);
	return ok;
}

Result<> untrusted(kunit::Test &test)
{
	static_assert(sizeof(Untrusted<u64>) == sizeof(u64));
	static_assert(std::is_same_v<FromUser<u32>, Untrusted<u32>> && std::is_same_v<FromUser<Wire>, Wire>);
	static_assert(!std::is_convertible_v<Untrusted<u32>, u32> && !std::is_convertible_v<u32, Untrusted<u32>>);

	test.expect_eq(TRY(Untrusted<u32>(7).at_most(7)), 7u);
	test.expect_error(Untrusted<u32>(8).at_most(7), EINVAL);
	test.expect_eq(TRY(Untrusted<u8>(6).below(7)), 6);
	test.expect_error(Untrusted<u8>(7).below(7), EINVAL);
	test.expect_error(Untrusted<u64>(0).below(0), EINVAL);
	test.expect_eq(TRY(Untrusted<i32>(-3).between(-3, 3)), -3);
	test.expect_error(Untrusted<i32>(-4).between(-3, 3), EINVAL);
	test.expect_error(Untrusted<i32>(4).between(-3, 3), EINVAL);
	// A negative number is neither a size nor an index.
	test.expect_error(Untrusted<i32>(-1).at_most(3), EINVAL);
	test.expect_error(Untrusted<i64>(-1).below(3), EINVAL);
	test.expect(Untrusted<u32>(5) == 5 && Untrusted<u32>(5) < 6 && 4 < Untrusted<u32>(5));
	test.expect(Untrusted<u32>(5) != Untrusted<u32>(6));
	test.expect_eq(Untrusted<u16>(0xffff).unchecked(), 0xffffu);
	return ok;
}

KUNIT_SUITE(numbers, { "bounded", bounded }, { "fields", fields }, { "flags", flags }, { "alignments", alignments },
	    { "bytes", bytes }, { "untrusted", untrusted });

} // namespace
