// SPDX-License-Identifier: GPL-2.0
//! Every type and form, compared with its text.
#include <kernel/log/hexdump.hpp>
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/text/cstr.hpp>
#include <kernel/text/string.hpp>
#include <kernel/text/string_helpers.hpp>
#include <kernel/text/writer.hpp>

using namespace kernel;

namespace {

enum class Colour : u8 { Red, Green };
enum Plain { first, second = -2 };
enum class Mode { Off, On };

struct Point {
	i32 x, y;
};
struct Line {
	Point from, to;
	Gfp flags;
};
struct Wrapped {
	CStr text;
};
struct Bits {
	u32 value;
};
/// Its Formatter makes a part that lives only as long as the tuple of parts.
struct Temporary {
	u8 bytes[3];
};

} // namespace

template <>
struct kernel::format::Formatter<Mode> {
	static constexpr const char *as(const Mode &mode) { return mode == Mode::On ? "on" : "off"; }
};
template <>
struct kernel::format::Formatter<Point> {
	static constexpr Text text = "({}, {})";
	static constexpr auto parts(const Point &p) { return std::tuple(p.x, p.y); }
};
template <>
struct kernel::format::Formatter<Line> {
	static constexpr Text text = "{} to {} {}";
	static constexpr auto parts(const Line &l) { return std::tuple(l.from, l.to, l.flags); }
};
template <>
struct kernel::format::Formatter<Wrapped> {
	static constexpr CStr as(const Wrapped &w) { return w.text; }
};
template <>
struct kernel::format::Formatter<Bits> {
	static constexpr usize capacity = 12;
	static void write(const Bits &bits, Writer &out)
	{
		for (u32 i = 0; i < 32; i++)
			if (bits.value >> i & 1)
				out.put(fmt("{}{}", out.size() ? "|" : "", i));
	}
};
template <>
struct kernel::format::Formatter<Temporary> {
	static constexpr Text text = "<{}>";
	static constexpr auto parts(const Temporary &t) { return std::tuple(hex<'-'>(t.bytes)); }
};

namespace {

/// Formats the text and compares it with the expected one. Always inlined: the type of a message makes symbols whose
/// names are too long for the objtool of 6.1.
[[gnu::always_inline]] inline void same(kunit::Test &test, format::message auto &&text, const char *expected,
					std::source_location at = std::source_location::current())
{
	char buffer[256];

	test.expect(!format_to(buffer, text).truncated(), at);
	test.expect_eq(static_cast<const char *>(buffer), expected, at);
}

void signed_integers(kunit::Test &test)
{
	same(test, fmt("{} {}", i8{ -128 }, i8{ 127 }), "-128 127");
	same(test, fmt("{} {}", i16{ -32768 }, i16{ 32767 }), "-32768 32767");
	same(test, fmt("{} {}", -2147483647 - 1, 2147483647), "-2147483648 2147483647");
	same(test, fmt("{}", -9223372036854775807ll - 1), "-9223372036854775808");
	same(test, fmt("{}", -9223372036854775807l - 1), "-9223372036854775808");
	same(test, fmt("{}", isize{ -1 }), "-1");
}

void unsigned_integers(kunit::Test &test)
{
	same(test, fmt("{} {}", u8{ 255 }, u8{ 0 }), "255 0");
	same(test, fmt("{}", u16{ 65535 }), "65535");
	same(test, fmt("{}", 4294967295u), "4294967295");
	same(test, fmt("{} {}", ~0ull, ~0ul), "18446744073709551615 18446744073709551615");
}

void hexadecimal_and_octal(kunit::Test &test)
{
	same(test, fmt("{:x} {:X} {:#x}", 0xbeefu, 0xbeefu, 0xbeefu), "beef BEEF 0xbeef");
	same(test, fmt("{:o} {:#o}", 8u, 8u), "10 010");
	same(test, fmt("{:x}", i8{ -1 }), "ff");
	same(test, fmt("{:x}", -1), "ffffffff");
	same(test, fmt("{:x}", ~0ull), "ffffffffffffffff");
	same(test, fmt("{:d}", 7), "7");
}

void widths(kunit::Test &test)
{
	same(test, fmt("[{:5}] [{:<5}] [{:05}] [{:>5}]", 42, 42, 42, 42), "[   42] [42   ] [00042] [   42]");
	same(test, fmt("[{:#010x}]", 0xffu), "[0x000000ff]");
	same(test, fmt("[{:2}]", 12345), "[12345]");
	same(test, fmt("[{:>6}] [{:<6}]", "abc", CStr("abc")), "[   abc] [abc   ]");
	same(test, fmt("[{:6}]", true), "[  true]");
	same(test, fmt("[{:3}]", 'c'), "[  c]");
}

void precisions(kunit::Test &test)
{
	const char array[4] = { 'a', 'b', 'c', 'd' };

	same(test, fmt("{:.3} {:.0}|{:.99}", "abcdef", "abc", "abc"), "abc |abc");
	same(test, fmt("[{:>5.2}]", CStr("abcdef")), "[   ab]");
	same(test, fmt("{} {:.2} {:.99}", array, array, array), "abcd ab abcd");
}

void characters_and_bools(kunit::Test &test)
{
	same(test, fmt("{}{}{:c}", 'a', 'b', u8{ 'c' }), "abc");
	same(test, fmt("{} {}", true, false), "true false");
}

Result<> texts(kunit::Test &test)
{
	const char *pointer = "pointer";
	auto owned = TRY(CString::copy("owned", GFP_KERNEL));
	String growing;

	TRY(growing.append("growing", GFP_KERNEL));
	same(test, fmt("{} {} {} {}", "literal", pointer, CStr("cstr"), BStr("bstr")), "literal pointer cstr bstr");
	same(test, fmt("{} {}", owned, growing), "owned growing");
	same(test, fmt("{} {}|", CStr(), BStr()), " |");
	same(test, fmt("{}{}", BStr("abcdef").first(3), BStr("a\0b")), "abca");
	same(test, fmt("{}", String()), "");
	same(test, fmt("{}", format::Slice("sliced bread", 6)), "sliced");
	return ok;
}

void braces_and_percent(kunit::Test &test)
{
	same(test, fmt("{{}} {{{}}} 100% %%d %%s", 1), "{} {1} 100% %d %s");
	same(test, fmt("%%"), "%");
	same(test, fmt("{}%, {}% of 100%", 7, 8), "7%, 8% of 100%");
	same(test, fmt(""), "");
}

void enumerators(kunit::Test &test)
{
	same(test, fmt("{} {} {} {}", Colour::Red, Colour::Green, first, second), "0 1 0 -2");
	same(test, fmt("{:x}", Colour::Green), "1");
	same(test, fmt("{} {:>4}", Mode::On, Mode::Off), "on  off");
}

void errors(kunit::Test &test)
{
	char buffer[32];

	format_to(buffer, fmt("{}", ENOMEM));
	// A kernel that does not know the names prints the number.
	test.expect(BStr::until_nul(buffer) == "-ENOMEM" || BStr::until_nul(buffer) == "-12");
	format_to(buffer, fmt("{}", Error(4000)));
	test.expect(BStr::until_nul(buffer) == "-4000");
	same(test, fmt("{}", EIO.name()), "EIO");
}

void pointers_are_hashed(kunit::Test &test)
{
	char buffer[64], address[32];
	const u32 number = 0;

	format_to(buffer, fmt("{} {:p}", &number, static_cast<const void *>(&number)));
	format_to(address, fmt("{:x}", reinterpret_cast<usize>(&number)));
	test.expect(!BStr::until_nul(buffer).contains(BStr::until_nul(address)));
	test.expect(!BStr::until_nul(buffer).contains("ffff8"));
	test.expect_gt(BStr::until_nul(buffer).size(), 10u);
}

void bytes(kunit::Test &test)
{
	const u8 address[] = { 0, 1, 0xab, 0xff };
	u8 many[80] = {};

	same(test, fmt("{}", span_of(address)), "00 01 ab ff");
	same(test, fmt("{}", span_of(many).first(2)), "00 00");
	same(test, fmt("{} {} {}", format::hex<':'>(address), format::hex<'-'>(address), format::hex<'\0'>(address)),
	     "00:01:ab:ff 00-01-ab-ff 0001abff");
	same(test, fmt("[{}]", Span<const u8>()), "[]");
	char buffer[256];
	test.expect_eq(format_to(buffer, fmt("{}", span_of(many))).size(), 64u * 3 - 1);
}

void network_addresses(kunit::Test &test)
{
	const u8 mac[6] = { 0, 0x11, 0x22, 0x33, 0x44, 0xff };
	const u8 four[4] = { 192, 0, 2, 1 };
	const u8 six[16] = { 0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 };
	const u8 id[16] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };

	same(test, fmt("{}", format::mac_address(mac)), "00:11:22:33:44:ff");
	same(test, fmt("{}", format::ipv4_address(four)), "192.0.2.1");
	same(test, fmt("{}", format::ipv6_address(six)), "2001:db8::1");
	same(test, fmt("{}", format::uuid(id)), "00010203-0405-0607-0809-0a0b0c0d0e0f");
}

void flags(kunit::Test &test)
{
	same(test, fmt("{}", GFP_KERNEL), "GFP_KERNEL");
	same(test, fmt("{}", GFP_KERNEL | __GFP_ZERO), "GFP_KERNEL|__GFP_ZERO");
	const Gfp atomic = GFP_ATOMIC;
	same(test, fmt("{} {}", atomic, 1), "GFP_ATOMIC 1");
}

void escaping(kunit::Test &test)
{
	same(test, fmt("{}", format::escaped("plain text")), "plain text");
	same(test, fmt("{}", format::escaped("a\nb\tc\x1b[1m")), "a\\nb\\tc\\e[1m");
	same(test, fmt("{}", format::escaped(BStr("\x01\x9b\xe9"))), "\\001\\233\xe9");
	same(test, fmt("[{}]", format::escaped(BStr())), "[]");
	same(test, fmt("{}", format::escaped(BStr("abc").first(2))), "ab");
}

void own_types(kunit::Test &test)
{
	const Point p{ 3, -4 };

	same(test, fmt("{}", p), "(3, -4)");
	same(test, fmt("{}", Line{ p, { 0, 1 }, GFP_KERNEL }), "(3, -4) to (0, 1) GFP_KERNEL");
	same(test, fmt("{:>5}|{:.1}", Wrapped{ "ab" }, Wrapped{ "ab" }), "   ab|a");
	same(test, fmt("{}", Temporary{ { 1, 2, 3 } }), "<01-02-03>");
}

void own_code(kunit::Test &test)
{
	same(test, fmt("{} {} [{}]", Bits{ 5 }, Bits{ 0x80000000 }, Bits{ 0 }), "0|2 31 []");
	same(test, fmt("[{:>6}] [{:<6}]", Bits{ 5 }, Bits{ 5 }), "[   0|2] [0|2   ]");
	same(test, fmt("{}", Bits{ ~0u }), "0|1|2|3|4|5|"); // truncated to its capacity
	same(test, fmt("{} {} {}", 1, Bits{ 1 }, "end"), "1 0 end");
}

void sizes(kunit::Test &test)
{
	same(test, fmt("{}", format::byte_size(1536)), "1.50 KiB");
	same(test, fmt("{}", format::byte_size(4ull << 30)), "4.00 GiB");
	same(test, fmt("{}", format::byte_size_decimal(4294967296)), "4.29 GB");
	same(test, fmt("{}", format::byte_size(0)), "0 B");
	same(test, fmt("{}", format::byte_size(~0ull)), "16.0 EiB");
}

void many_arguments(kunit::Test &test)
{
	same(test,
	     fmt("{}{}{}{}{}{}{}{}{}{}", 1, BStr("2"), 3ull, CStr("4"), true, 'x', Point{ 7, 8 }, u8{ 9 }, "10",
		 Bits{ 2 }),
	     "1234truex(7, 8)9101");
}

void evaluates_once(kunit::Test &test)
{
	int calls = 0;
	auto next = [&] { return ++calls; };

	same(test, fmt("{} {}", next(), 7), "1 7");
	test.expect_eq(calls, 1);
}

void hex_dumps(kunit::Test &test)
{
	const u8 data[] = { 'a', 'b', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 };
	char line[80];

	auto whole = hex_dump_to(span_of(line), span_of(data), { .text = HexDump::Text::Hidden });
	test.expect(!whole.truncated());
	test.expect_eq(static_cast<const char *>(line), "61 62 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e");
	hex_dump_to(span_of(line), span_of(data).first(4));
	test.expect(BStr::until_nul(line).starts_with("61 62 01 02 "));
	test.expect(BStr::until_nul(line).ends_with("ab.."));
	hex_dump_to(span_of(line), span_of(data).first(8),
		    { .group = HexDump::Group::Of4, .text = HexDump::Text::Hidden });
	test.expect_eq(static_cast<const char *>(line), "02016261 06050403");
	auto cut = hex_dump_to(span_of(line).first(5), span_of(data), { .text = HexDump::Text::Hidden });
	test.expect(cut.truncated());
	print_hex_dump(print::Level::Debug, "strings: ", span_of(data));
}

static_assert(formattable<int> && formattable<Point> && formattable<CStr> && formattable<Bits> && formattable<Mode> &&
	      formattable<Error> && formattable<char[4]> && formattable<Span<const u8>> && formattable<const char *>);
static_assert(!formattable<kunit::Test> && !formattable<int[4]>);

} // namespace

KUNIT_SUITE(format, { "signed_integers", signed_integers }, { "unsigned_integers", unsigned_integers },
	    { "hexadecimal_and_octal", hexadecimal_and_octal }, { "widths", widths }, { "precisions", precisions },
	    { "characters_and_bools", characters_and_bools }, { "texts", texts },
	    { "braces_and_percent", braces_and_percent }, { "enumerators", enumerators }, { "errors", errors },
	    { "pointers_are_hashed", pointers_are_hashed }, { "bytes", bytes },
	    { "network_addresses", network_addresses }, { "flags", flags }, { "escaping", escaping },
	    { "own_types", own_types }, { "own_code", own_code }, { "sizes", sizes },
	    { "many_arguments", many_arguments }, { "evaluates_once", evaluates_once }, { "hex_dumps", hex_dumps });
