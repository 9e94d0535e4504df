// SPDX-License-Identifier: GPL-2.0
//! Text that owns its memory, and text in a buffer.
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/text/string.hpp>
#include <kernel/text/writer.hpp>

using namespace kernel;

namespace {

Result<> cstring_formats(kunit::Test &test)
{
	auto name = TRY(CString::format(fmt("disk{}-{}", 7, "a"), GFP_KERNEL));

	test.expect_eq(name.as_c(), "disk7-a");
	test.expect_eq(name.size(), 7u);
	test.expect(name == "disk7-a");
	test.expect(!name.empty());
	auto other = TRY(CString::format(fmt("{}{}", name, 1), GFP_KERNEL));
	test.expect(other == "disk7-a1");
	test.expect(!(other == name));
	auto empty = TRY(CString::format(fmt(""), GFP_KERNEL));
	test.expect(empty.empty());
	return ok;
}

Result<> cstring_long(kunit::Test &test)
{
	auto text = TRY(CString::format(fmt("{:>2000}|{:<2000}|", "a", "b"), GFP_KERNEL));

	test.expect_eq(text.size(), 4002u);
	test.expect(text.view().ends_with(" |"));
	return ok;
}

Result<> cstring_copies(kunit::Test &test)
{
	auto copy = TRY(CString::copy("abc", GFP_KERNEL));
	test.expect(copy == "abc");
	auto part = TRY(CString::copy(BStr("abcdef").first(2), GFP_KERNEL));
	test.expect(part == "ab");
	auto again = TRY(CString::copy(copy, GFP_KERNEL));
	test.expect(again == copy);
	auto empty = TRY(CString::copy(BStr(), GFP_KERNEL));
	test.expect(empty.empty());
	test.expect_error(CString::copy("a\0b", GFP_KERNEL), EINVAL);
	return ok;
}

Result<> cstring_moves(kunit::Test &test)
{
	auto a = TRY(CString::copy("abc", GFP_KERNEL));
	CString b = std::move(a);

	test.expect(b == "abc");
	// A text that was moved from is empty, not null.
	test.expect(a.empty() && a == "" && a.size() == 0);
	b = TRY(CString::copy("xyz", GFP_KERNEL));
	test.expect(b == "xyz");
	char *raw = std::move(b).into_raw();
	test.expect_eq(static_cast<const char *>(raw), "xyz");
	// SAFETY: raw came from into_raw() one line above.
	CString c = CString::from_raw(unsafe, raw);
	test.expect(c == "xyz");
	return ok;
}

Result<> string_grows(kunit::Test &test)
{
	String text;

	test.expect(text.empty() && text == "");
	test.expect_eq(text.as_c(), "");
	for (u32 i = 0; i < 1000; i++)
		TRY(text.push(static_cast<char>('a' + i % 26), GFP_KERNEL));
	test.expect_eq(text.size(), 1000u);
	test.expect(text.view().starts_with("abcdefghijklmnopqrstuvwxyzab"));
	test.expect_eq(CStr(text).size(), 1000u);
	text.truncate(3);
	test.expect(text == "abc");
	text.truncate(4);
	test.expect(text == "abc");
	text.clear();
	test.expect(text.empty());
	test.expect_eq(text.as_c(), "");
	TRY(text.append("again", GFP_KERNEL));
	test.expect(text == "again");
	return ok;
}

Result<> string_appends(kunit::Test &test)
{
	String text;

	TRY(text.append("", GFP_KERNEL));
	test.expect_eq(text.as_c(), "");
	TRY(text.append("0123456789", GFP_KERNEL));
	TRY(text.append(BStr("abcdef").first(3), GFP_KERNEL));
	test.expect(text == "0123456789abc");
	// Appends the text to itself, which moves while it grows.
	for (u32 i = 0; i < 5; i++)
		TRY(text.append(text.view(), GFP_KERNEL));
	test.expect_eq(text.size(), 13u * 32);
	test.expect(text.view().last(13) == "0123456789abc");
	test.expect_error(text.append("a\0b", GFP_KERNEL), EINVAL);
	test.expect_error(text.push('\0', GFP_KERNEL), EINVAL);
	test.expect_eq(text.size(), 13u * 32);
	return ok;
}

Result<> string_formats(kunit::Test &test)
{
	String text;

	for (u32 i = 0; i < 200; i++)
		TRY(text.append(fmt("{}{:03}", i ? "," : "", i), GFP_KERNEL));
	test.expect_eq(text.size(), 200u * 4 - 1);
	test.expect(text.view().starts_with("000,001,"));
	test.expect(text.view().ends_with(",198,199"));
	// Every length before and after a growth.
	for (u32 width = 0; width < 40; width++) {
		String fresh;
		TRY(fresh.append(fmt("{}", BStr("0123456789012345678901234567890123456789").first(width)), GFP_KERNEL));
		test.expect_eq(fresh.size(), width);
		test.expect_eq(CStr(fresh).size(), width);
	}
	text.clear();
	TRY(text.append(fmt("a{:c}b", '\0'), GFP_KERNEL));
	test.expect_eq(text.size(), 1u); // the invariant holds: no NUL inside
	TRY(text.append("c", GFP_KERNEL));
	test.expect(text == "ac");
	return ok;
}

Result<> string_formats_itself(kunit::Test &test)
{
	// The text is large enough, or has to grow.
	for (usize room : { usize{ 0 }, usize{ 200 } }) {
		String text;

		TRY(text.append("0123456789abc", GFP_KERNEL));
		TRY(text.reserve(room, GFP_KERNEL));
		TRY(text.append(fmt("<{}>", text), GFP_KERNEL));
		test.expect(text == "0123456789abc<0123456789abc>");
		TRY(text.append(fmt("{}|{}", text.view().first(3), CStr(text)), GFP_KERNEL));
		test.expect(text == "0123456789abc<0123456789abc>012|0123456789abc<0123456789abc>");
		TRY(text.append(fmt("{}", text.view().last(4)), GFP_KERNEL));
		test.expect(text.view().ends_with("abc>abc>"));
	}
	// Formatting needs no more room than was reserved.
	String exact;
	TRY(exact.reserve(40, GFP_KERNEL));
	const char *before = exact.as_c();
	TRY(exact.append(fmt("{:040}", 1), GFP_KERNEL));
	test.expect_eq(exact.size(), 40u);
	test.expect(exact.as_c() == before);
	return ok;
}

Result<> string_reserves(kunit::Test &test)
{
	String text;

	test.expect_error(text.reserve(~usize{ 0 }, GFP_KERNEL), EOVERFLOW);
	test.expect_error(text.reserve(0x7fff'ffff, GFP_KERNEL), EOVERFLOW);
	TRY(text.reserve(100, GFP_KERNEL));
	const char *before = text.as_c();
	for (u32 i = 0; i < 100; i++)
		TRY(text.push('x', GFP_NOWAIT));
	test.expect(text.as_c() == before);
	return ok;
}

Result<> string_becomes_cstring(kunit::Test &test)
{
	String text;

	TRY(text.append("abc", GFP_KERNEL));
	auto done = TRY(std::move(text).into_cstring(GFP_KERNEL));
	test.expect(done == "abc");
	test.expect(text.empty());
	TRY(text.append("used again", GFP_KERNEL));
	test.expect(text == "used again");
	auto empty = TRY(String().into_cstring(GFP_KERNEL));
	test.expect(empty == "");
	return ok;
}

Result<> string_moves(kunit::Test &test)
{
	String a, b;

	TRY(a.append("abc", GFP_KERNEL));
	b = std::move(a);
	test.expect(b == "abc" && a.empty());
	TRY(a.append("x", GFP_KERNEL));
	b.swap(a);
	test.expect(b == "x" && a == "abc");
	return ok;
}

void format_to_cuts(kunit::Test &test)
{
	char buffer[6];

	auto fits = format_to(buffer, fmt("{}", "12345"));
	test.expect_eq(fits.size(), 5u);
	test.expect(!fits.truncated());
	auto cut = format_to(buffer, fmt("{}", "123456"));
	test.expect_eq(cut.size(), 5u);
	test.expect_eq(cut.needed(), 6u);
	test.expect(cut.truncated());
	test.expect_eq(static_cast<const char *>(buffer), "12345");
	buffer[0] = '#';
	auto none = format_to(span_of(buffer).first(0), fmt("{}", 12));
	test.expect_eq(none.size(), 0u);
	test.expect_eq(none.needed(), 2u);
	test.expect(none.truncated() && buffer[0] == '#');
	auto one = format_to(span_of(buffer).first(1), fmt("{}", 12));
	test.expect_eq(one.size(), 0u);
	test.expect(one.truncated() && buffer[0] == '\0');
	auto all = format_to(span_of(buffer), fmt(""));
	test.expect(!all.truncated() && all.size() == 0);
}

void writer_cuts(kunit::Test &test)
{
	char buffer[8];
	Writer out = Writer::of(span_of(buffer));

	test.expect(out.text() == "" && !out.truncated());
	out.put("abc").put('d').put(fmt("{}", 56));
	test.expect(out.text() == "abcd56" && !out.truncated());
	out.put("7");
	test.expect(out.text() == "abcd567" && !out.truncated());
	out.put("");
	test.expect(!out.truncated());
	out.put('8');
	test.expect(out.text() == "abcd567" && out.truncated());
	out.put(fmt("{}", 9)).put("x");
	test.expect(out.text() == "abcd567" && out.size() == 7);
	test.expect_eq(static_cast<const char *>(buffer), "abcd567");

	Writer none = Writer::of(Span<char>());
	none.put('a').put("b").put(fmt("{}", 1));
	test.expect(none.size() == 0 && none.truncated());

	Writer half = Writer::of(span_of(buffer).first(4));
	half.put("ab").put(fmt("{}", 12345));
	test.expect(half.text() == "ab1" && half.truncated());
}

} // namespace

KUNIT_SUITE(string, { "cstring_formats", cstring_formats }, { "cstring_long", cstring_long },
	    { "cstring_copies", cstring_copies }, { "cstring_moves", cstring_moves }, { "string_grows", string_grows },
	    { "string_appends", string_appends }, { "string_formats", string_formats },
	    { "string_formats_itself", string_formats_itself }, { "string_reserves", string_reserves },
	    { "string_becomes_cstring", string_becomes_cstring }, { "string_moves", string_moves },
	    { "format_to_cuts", format_to_cuts }, { "writer_cuts", writer_cuts });
