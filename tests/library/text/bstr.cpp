// SPDX-License-Identifier: GPL-2.0
//! Views of text with a length.
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/text/bstr.hpp>
#include <kernel/text/cstr.hpp>

using namespace kernel;

namespace {

void knows_its_size(kunit::Test &test)
{
	test.expect_eq(BStr().size(), 0u);
	test.expect(BStr().empty());
	test.expect_eq(BStr("").size(), 0u);
	test.expect_eq(BStr("abc").size(), 3u);
	test.expect_eq(BStr("a\0b").size(), 3u);
	test.expect_eq(*BStr("abc").get(2), 'c');
	test.expect_null(BStr("abc").get(3));
	test.expect_null(BStr().get(0));
}

void parts_stay_inside(kunit::Test &test)
{
	const BStr text = "abcdef";

	test.expect(text.first(2) == "ab");
	test.expect(text.first(0) == "");
	test.expect(text.first(6) == text);
	test.expect(text.first(7) == text);
	test.expect(text.first(~usize{ 0 }) == text);
	test.expect(text.last(2) == "ef");
	test.expect(text.last(~usize{ 0 }) == text);
	test.expect(text.drop(2) == "cdef");
	test.expect(text.drop(6) == "");
	test.expect(text.drop(~usize{ 0 }) == "");
	test.expect(text.drop_last(2) == "abcd");
	test.expect(text.drop_last(~usize{ 0 }) == "");
	test.expect(BStr().drop(1) == BStr());
}

void compares(kunit::Test &test)
{
	test.expect(BStr("abc") == "abc");
	test.expect(BStr("abc") != "abd");
	test.expect(BStr("abc") != "ab");
	test.expect(BStr("") == BStr());
	test.expect(BStr("ab") < "abc");
	test.expect(BStr("abc") < "abd");
	test.expect(BStr("b") > "abc");
	test.expect(BStr("\x7f") < "\x80"); // bytes are unsigned
	test.expect(BStr("a\0b") != "a\0c");
	test.expect(BStr("a\0b") == "a\0b");
}

void prefix_and_suffix(kunit::Test &test)
{
	const BStr text = "name=value";

	test.expect(text.starts_with("name"));
	test.expect(text.starts_with(""));
	test.expect(text.starts_with(text));
	test.expect(!text.starts_with("name=value2"));
	test.expect(!text.starts_with("Name"));
	test.expect(text.ends_with("value"));
	test.expect(text.ends_with(""));
	test.expect(!text.ends_with("valu"));
	test.expect(!BStr().starts_with("a"));
}

Result<> cuts_prefix_and_suffix(kunit::Test &test)
{
	test.expect(TRY(BStr("0x10").without_prefix("0x")) == "10");
	test.expect_error(BStr("10").without_prefix("0x"), EINVAL);
	test.expect(TRY(BStr("10kB").without_suffix("kB")) == "10");
	test.expect_error(BStr("10").without_suffix("kB"), EINVAL);
	test.expect(TRY(BStr("kB").without_suffix("kB")) == "");
	return ok;
}

Result<> finds(kunit::Test &test)
{
	const BStr text = "a,b,c";

	test.expect_eq(TRY(text.find(',')), 1u);
	test.expect_eq(TRY(text.find_last(',')), 3u);
	test.expect_eq(TRY(text.find('a')), 0u);
	test.expect_eq(TRY(text.find('c')), 4u);
	test.expect_error(text.find('d'), ENOENT);
	test.expect_error(text.find('\0'), ENOENT);
	test.expect_error(BStr().find('a'), ENOENT);
	test.expect_error(BStr().find_last('a'), ENOENT);
	test.expect_eq(TRY(text.find("b,c")), 2u);
	test.expect_eq(TRY(text.find("")), 0u);
	test.expect_eq(TRY(text.find(text)), 0u);
	test.expect_error(text.find("b,d"), ENOENT);
	test.expect_error(BStr("ab").find("abc"), ENOENT);
	test.expect_eq(TRY(BStr("aab").find("ab")), 1u);
	test.expect(text.contains(',') && text.contains("b,") && !text.contains("x"));
	return ok;
}

void trims(kunit::Test &test)
{
	test.expect(BStr(" \t\n\v\f\ra b\n ").trim() == "a b");
	test.expect(BStr(" a ").trim_start() == "a ");
	test.expect(BStr(" a ").trim_end() == " a");
	test.expect(BStr(" \n ").trim() == "");
	test.expect(BStr().trim() == "");
	test.expect(BStr("a").trim() == "a");
	test.expect(BStr("\xa0").trim() == "\xa0"); // not white space in ASCII
	test.expect(BStr("a\n").without_newline() == "a");
	test.expect(BStr("a\n\n").without_newline() == "a\n");
	test.expect(BStr("\n").without_newline() == "");
	test.expect(BStr("a ").without_newline() == "a ");
	test.expect(BStr().without_newline() == "");
}

void newline_equality(kunit::Test &test)
{
	test.expect(BStr("on\n").equals_but_newline("on"));
	test.expect(BStr("on").equals_but_newline("on\n"));
	test.expect(BStr("on").equals_but_newline("on"));
	test.expect(BStr("on\n").equals_but_newline("on\n"));
	test.expect(!BStr("on\n\n").equals_but_newline("on"));
	test.expect(!BStr("on ").equals_but_newline("on"));
	test.expect(BStr("\n").equals_but_newline(""));
}

void case_equality(kunit::Test &test)
{
	test.expect(BStr("AbZ").equals_but_case("aBz"));
	test.expect(!BStr("AbZ").equals_but_case("aB"));
	test.expect(!BStr("[").equals_but_case("{"));
	test.expect(!BStr("@").equals_but_case("`"));
}

Result<> splits_once(kunit::Test &test)
{
	auto pair = TRY(BStr("key=a=b").split_once('='));

	test.expect(pair.before == "key");
	test.expect(pair.behind == "a=b");
	test.expect_error(BStr("key").split_once('='), EINVAL);
	auto edge = TRY(BStr("=").split_once('='));
	test.expect(edge.before.empty() && edge.behind.empty());
	return ok;
}

/// Joins the pieces in `buffer`, each in brackets.
template <usize n>
const char *joined(char (&buffer)[n], BStr::Split pieces)
{
	usize size = 0;

	buffer[0] = '\0';
	for (BStr piece : pieces)
		size += format_to(span_of(buffer).drop(size), fmt("[{}]", piece)).size();
	return buffer;
}

void splits(kunit::Test &test)
{
	char buffer[64];

	test.expect_eq(joined(buffer, BStr("a,b,,c").split(',')), "[a][b][][c]");
	test.expect_eq(joined(buffer, BStr("a,").split(',')), "[a][]");
	test.expect_eq(joined(buffer, BStr(",").split(',')), "[][]");
	test.expect_eq(joined(buffer, BStr("").split(',')), "[]");
	test.expect_eq(joined(buffer, BStr().split(',')), "[]");
	test.expect_eq(joined(buffer, BStr("abc").split(',')), "[abc]");
	test.expect_eq(joined(buffer, BStr("a,b").split(',')), "[a][b]");
}

void splits_words(kunit::Test &test)
{
	char buffer[64];

	test.expect_eq(joined(buffer, BStr("  one\ttwo \n three").words()), "[one][two][three]");
	test.expect_eq(joined(buffer, BStr("one ").words()), "[one]");
	test.expect_eq(joined(buffer, BStr("one").words()), "[one]");
	test.expect_eq(joined(buffer, BStr(" \n").words()), "");
	test.expect_eq(joined(buffer, BStr().words()), "");
}

Result<> matches(kunit::Test &test)
{
	static constexpr BStr modes[] = { "off", "slow", "fast" };

	test.expect_eq(TRY(match_string("off", modes)), 0u);
	test.expect_eq(TRY(match_string("fast", modes)), 2u);
	test.expect_error(match_string("fast\n", modes), EINVAL);
	test.expect_error(match_string("fas", modes), EINVAL);
	test.expect_error(match_string("", modes), EINVAL);
	test.expect_eq(TRY(sysfs_match_string("fast\n", modes)), 2u);
	test.expect_eq(TRY(sysfs_match_string("slow", modes)), 1u);
	test.expect_error(sysfs_match_string("fast\n\n", modes), EINVAL);
	return ok;
}

void from_arrays_and_spans(kunit::Test &test)
{
	const char full[3] = { 'a', 'b', 'c' };
	const char ended[8] = "ab";
	const u8 bytes[] = { 'x', 0, 'y' };

	test.expect(BStr::until_nul(full) == "abc");
	test.expect(BStr::until_nul(ended) == "ab");
	test.expect(BStr::of(span_of(full)) == "abc");
	test.expect(BStr::of(span_of(bytes)) == "x\0y");
	test.expect(BStr("x\0y").bytes() == span_of(bytes));
}

static_assert(BStr("k=v").split_once('=').is_ok() && BStr(" a ").trim() == "a" && BStr("a").equals_but_case("A") &&
	      match_string("a", { BStr("b"), BStr("a") }).is_ok());

} // namespace

KUNIT_SUITE(bstr, { "knows_its_size", knows_its_size }, { "parts_stay_inside", parts_stay_inside },
	    { "compares", compares }, { "prefix_and_suffix", prefix_and_suffix },
	    { "cuts_prefix_and_suffix", cuts_prefix_and_suffix }, { "finds", finds }, { "trims", trims },
	    { "newline_equality", newline_equality }, { "case_equality", case_equality },
	    { "splits_once", splits_once }, { "splits", splits }, { "splits_words", splits_words },
	    { "matches", matches }, { "from_arrays_and_spans", from_arrays_and_spans });
