// SPDX-License-Identifier: GPL-2.0
//! Views of text that ends with a NUL.
#include <linux/string.hpp>

#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/text/cstr.hpp>
#include <kernel/text/string_helpers.hpp>

using namespace kernel;

namespace {

void literals(kunit::Test &test)
{
	constexpr CStr name = "disk";

	test.expect_eq(name.size(), 4u);
	test.expect_eq(name.as_c(), "disk");
	test.expect(!name.empty());
	test.expect(CStr().empty());
	test.expect(CStr("").empty());
	test.expect_eq(CStr().size(), 0u);
	static_assert(name.size() == 4 && name == "disk" && name.starts_with("di"));
	static_assert(sizeof(CStr) == sizeof(const char *));
}

Result<> from_bytes(kunit::Test &test)
{
	const u8 good[] = { 'a', 'b', 0 };
	const u8 inside[] = { 'a', 0, 'b', 0 };
	const u8 open[] = { 'a', 'b' };
	const u8 only[] = { 0 };

	test.expect(TRY(CStr::from_bytes(span_of(good))) == "ab");
	test.expect(TRY(CStr::from_bytes(span_of(only))) == "");
	test.expect_error(CStr::from_bytes(span_of(inside)), EINVAL);
	test.expect_error(CStr::from_bytes(span_of(open)), EINVAL);
	test.expect_error(CStr::from_bytes(Span<const u8>()), EINVAL);
	return ok;
}

Result<> from_bytes_until_nul(kunit::Test &test)
{
	const u8 inside[] = { 'a', 0, 'b', 0 };
	const u8 open[] = { 'a', 'b' };

	test.expect(TRY(CStr::from_bytes_until_nul(span_of(inside))) == "a");
	test.expect_error(CStr::from_bytes_until_nul(span_of(open)), EINVAL);
	test.expect_error(CStr::from_bytes_until_nul(Span<const u8>()), EINVAL);
	return ok;
}

void compares(kunit::Test &test)
{
	test.expect(CStr("abc") == "abc");
	test.expect(CStr("abc") != "ab");
	test.expect(CStr("ab") < "abc");
	test.expect(CStr("b") > "abc");
	test.expect(CStr("\x7f") < "\x80");
	test.expect(BStr("abc") == CStr("abc").bytes());
}

void prefix_and_suffix(kunit::Test &test)
{
	const CStr text = "disk0";

	test.expect(text.starts_with("disk") && text.starts_with("") && text.starts_with("disk0"));
	test.expect(!text.starts_with("disk01") && !text.starts_with("isk"));
	test.expect(text.ends_with("0") && text.ends_with("") && !text.ends_with("1"));
	test.expect(!CStr("a").ends_with("aa"));
}

Result<> finds(kunit::Test &test)
{
	const CStr text = "a-b-c";

	test.expect_eq(TRY(text.find('-')), 1u);
	test.expect_error(text.find('x'), ENOENT);
	test.expect_error(text.find('\0'), ENOENT); // the NUL at the end is not part of the text
	test.expect_eq(TRY(text.find(CStr("-c"))), 3u);
	test.expect_eq(TRY(text.find(CStr(""))), 0u);
	test.expect_error(text.find(CStr("cc")), ENOENT);
	test.expect(text.drop(2) == "b-c");
	test.expect(text.drop(5) == "" && text.drop(99) == "");
	return ok;
}

void as_c_does(kunit::Test &test)
{
	// The answers are the same as those of the kernel's functions.
	static constexpr CStr texts[] = { "", "a", "on", "on\n", "\n", "on\n\n", "off", "ON" };

	for (CStr a : texts)
		for (CStr b : texts) {
			test.expect_eq(a == b, ::strcmp(a.as_c(), b.as_c()) == 0);
			test.expect_eq(a < b, ::strcmp(a.as_c(), b.as_c()) < 0);
			test.expect_eq(a.bytes().equals_but_newline(b), ::sysfs_streq(a.as_c(), b.as_c()));
			test.expect_eq(a.bytes().equals_but_case(b), ::strcasecmp(a.as_c(), b.as_c()) == 0);
			test.expect_eq(a.bytes().contains(b.bytes()), ::strstr(a.as_c(), b.as_c()) != nullptr);
			test.expect_eq(a.starts_with(b), ::strncmp(a.as_c(), b.as_c(), b.size()) == 0);
		}
}

void choices(kunit::Test &test)
{
	test.expect(yes_no(true) == "yes" && yes_no(false) == "no");
	test.expect(on_off(true) == "on" && on_off(false) == "off");
	test.expect(true_false(true) == "true" && true_false(false) == "false");
	test.expect(enabled_disabled(true) == "enabled" && enabled_disabled(false) == "disabled");
	test.expect(plural(0) == "s" && plural(1) == "" && plural(2) == "s");
}

} // namespace

KUNIT_SUITE(cstr, { "literals", literals }, { "from_bytes", from_bytes },
	    { "from_bytes_until_nul", from_bytes_until_nul }, { "compares", compares },
	    { "prefix_and_suffix", prefix_and_suffix }, { "finds", finds }, { "as_c_does", as_c_does },
	    { "choices", choices });
