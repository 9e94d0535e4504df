// SPDX-License-Identifier: GPL-2.0
//! Parsing numbers, with and without a NUL at the end.
#include <linux/kstrtox.hpp>

#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/text/kstrtox.hpp>

using namespace kernel;

namespace {

/// Expects this result from both ways of parsing.
template <typename T>
void gives(kunit::Test &test, CStr text, T value, NumberBase base = NumberBase::Automatic,
	   std::source_location at = std::source_location::current())
{
	test.expect_eq(parse<T>(text, base).value_or(static_cast<T>(~value)), value, at);
	test.expect_eq(parse<T>(text.bytes(), base).value_or(static_cast<T>(~value)), value, at);
}
template <typename T>
void refuses(kunit::Test &test, CStr text, Error error, NumberBase base = NumberBase::Automatic,
	     std::source_location at = std::source_location::current())
{
	test.expect_error(parse<T>(text, base), error, at);
	test.expect_error(parse<T>(text.bytes(), base), error, at);
}

void boundaries_8(kunit::Test &test)
{
	gives<u8>(test, "0", 0);
	gives<u8>(test, "255", 255);
	refuses<u8>(test, "256", ERANGE);
	refuses<u8>(test, "-1", EINVAL);
	gives<i8>(test, "127", 127);
	gives<i8>(test, "-128", -128);
	refuses<i8>(test, "128", ERANGE);
	refuses<i8>(test, "-129", ERANGE);
}

void boundaries_16(kunit::Test &test)
{
	gives<u16>(test, "65535", 65535);
	refuses<u16>(test, "65536", ERANGE);
	refuses<u16>(test, "-1", EINVAL);
	gives<i16>(test, "32767", 32767);
	gives<i16>(test, "-32768", -32768);
	refuses<i16>(test, "32768", ERANGE);
	refuses<i16>(test, "-32769", ERANGE);
}

void boundaries_32(kunit::Test &test)
{
	gives<u32>(test, "4294967295", 4294967295u);
	refuses<u32>(test, "4294967296", ERANGE);
	refuses<u32>(test, "-1", EINVAL);
	gives<i32>(test, "2147483647", 2147483647);
	gives<i32>(test, "-2147483648", -2147483647 - 1);
	refuses<i32>(test, "2147483648", ERANGE);
	refuses<i32>(test, "-2147483649", ERANGE);
}

void boundaries_64(kunit::Test &test)
{
	gives<u64>(test, "18446744073709551615", ~0ull);
	refuses<u64>(test, "18446744073709551616", ERANGE);
	refuses<u64>(test, "184467440737095516150", ERANGE);
	refuses<u64>(test, "-1", EINVAL);
	gives<i64>(test, "9223372036854775807", 9223372036854775807ll);
	gives<i64>(test, "-9223372036854775808", -9223372036854775807ll - 1);
	refuses<i64>(test, "9223372036854775808", ERANGE);
	refuses<i64>(test, "-9223372036854775809", ERANGE);
	gives<usize>(test, "18446744073709551615", ~0ul);
	gives<isize>(test, "-1", -1l);
}

void bases(kunit::Test &test)
{
	gives<u32>(test, "0x1F", 31u);
	gives<u32>(test, "0X1f", 31u);
	gives<u32>(test, "017", 15u);
	gives<u32>(test, "10", 10u);
	gives<u32>(test, "00", 0u);
	refuses<u32>(test, "08", EINVAL);
	refuses<u32>(test, "0x", EINVAL);
	refuses<u32>(test, "0xg", EINVAL);
	gives<u32>(test, "ff", 255u, NumberBase::Hexadecimal);
	gives<u32>(test, "0xff", 255u, NumberBase::Hexadecimal);
	gives<u32>(test, "10", 2u, NumberBase::Binary);
	refuses<u32>(test, "2", EINVAL, NumberBase::Binary);
	gives<u32>(test, "010", 10u, NumberBase::Decimal);
	gives<u32>(test, "10", 8u, NumberBase::Octal);
	refuses<u32>(test, "0x10", EINVAL, NumberBase::Decimal);
	gives<i32>(test, "-0x10", -16);
	gives<u64>(test, "0xffffffffffffffff", ~0ull);
	refuses<u64>(test, "0x10000000000000000", ERANGE);
	gives<u64>(test, "01777777777777777777777", ~0ull);
	refuses<u64>(test, "02000000000000000000000", ERANGE);
}

void signs_and_newline(kunit::Test &test)
{
	gives<u32>(test, "+7", 7u);
	gives<i32>(test, "+7", 7);
	gives<i32>(test, "-0", 0);
	gives<u32>(test, "7\n", 7u);
	gives<i32>(test, "-7\n", -7);
	refuses<u32>(test, "7\n\n", EINVAL);
	refuses<u32>(test, "\n7", EINVAL);
	refuses<i32>(test, "--7", EINVAL);
	refuses<i32>(test, "-+7", EINVAL);
	refuses<i32>(test, "+-7", EINVAL);
	refuses<i32>(test, "- 7", EINVAL);
}

void garbage(kunit::Test &test)
{
	refuses<u32>(test, "", EINVAL);
	refuses<u32>(test, "\n", EINVAL);
	refuses<u32>(test, "+", EINVAL);
	refuses<i32>(test, "-", EINVAL);
	refuses<u32>(test, " 7", EINVAL);
	refuses<u32>(test, "7 ", EINVAL);
	refuses<u32>(test, "7k", EINVAL);
	refuses<u32>(test, "seven", EINVAL);
	refuses<u32>(test, "1.5", EINVAL);
	refuses<u64>(test, "99999999999999999999x", ERANGE); // C checks the size first
	test.expect_error(parse<u32>(BStr("1\0002")), EINVAL);
	test.expect_error(parse<u32>(BStr()), EINVAL);
}

/// Every text of up to four of these characters is parsed as in C.
void as_c_does(kunit::Test &test)
{
	static constexpr char characters[] = { '0', '7', '9', 'x', 'a', '-', '+', '\n', ' ' };
	constexpr usize count = sizeof(characters);
	u32 differences = 0;

	for (u32 size = 0, number = 1; size <= 4; size++, number *= count)
		for (u32 i = 0; i < number; i++) {
			char text[5] = {};
			for (u32 at = 0, rest = i; at < size; at++, rest /= count)
				text[at] = characters[rest % count];
			// SAFETY: text has `size` characters and a NUL, and lives on.
			const BStr bytes = BStr::of(unsafe, text, size);
			for (NumberBase base :
			     { NumberBase::Automatic, NumberBase::Decimal, NumberBase::Hexadecimal }) {
				unsigned long long wide = 99;
				long long narrow = 99;
				int said = ::kstrtoull(text, static_cast<unsigned>(base), &wide);
				auto ours = parse<u64>(bytes, base);
				const u64 *value = ours.get();
				differences += ours.to_c() != said || (value && *value != wide);
				said = ::kstrtoll(text, static_cast<unsigned>(base), &narrow);
				auto ours_signed = parse<i64>(bytes, base);
				const i64 *signed_value = ours_signed.get();
				differences += ours_signed.to_c() != said || (signed_value && *signed_value != narrow);
			}
			bool flag = false;
			const int said = ::kstrtobool(text, &flag);
			auto ours = parse<bool>(bytes);
			const bool *value = ours.get();
			differences += ours.to_c() != said || (value && *value != flag);
		}
	test.expect_eq(differences, 0u);
}

Result<> bools(kunit::Test &test)
{
	for (CStr text : { CStr("y"), CStr("Y"), CStr("1"), CStr("on"), CStr("ON"), CStr("yes\n") }) {
		test.expect(TRY(parse<bool>(text)));
		test.expect(TRY(parse<bool>(text.bytes())));
	}
	for (CStr text : { CStr("n"), CStr("N"), CStr("0"), CStr("off"), CStr("Of"), CStr("no\n") }) {
		test.expect(!TRY(parse<bool>(text)));
		test.expect(!TRY(parse<bool>(text.bytes())));
	}
	for (CStr text : { CStr(""), CStr("o"), CStr("2"), CStr("maybe"), CStr(" y") }) {
		test.expect_error(parse<bool>(text), EINVAL);
		test.expect_error(parse<bool>(text.bytes()), EINVAL);
	}
	test.expect_error(parse<bool>(BStr()), EINVAL);
	// The parser reads only the bytes in the view.
	test.expect_error(parse<bool>(BStr("on").first(1)), EINVAL);
	return ok;
}

Result<> ranges(kunit::Test &test)
{
	test.expect_eq(TRY(parse_within<u32>(CStr("10"), 10, 20)), 10u);
	test.expect_eq(TRY(parse_within<u32>(BStr("20"), 10, 20)), 20u);
	test.expect_error(parse_within<u32>(CStr("9"), 10, 20), ERANGE);
	test.expect_error(parse_within<u32>(BStr("21"), 10, 20), ERANGE);
	test.expect_error(parse_within<u32>(BStr("x"), 10, 20), EINVAL);
	test.expect_eq(TRY(parse_within<i32>(CStr("-5"), -5, 5)), -5);
	test.expect_error(parse_within<i32>(CStr("-6"), -5, 5), ERANGE);
	return ok;
}

Result<> parts_of_a_line(kunit::Test &test)
{
	u32 sum = 0;

	for (BStr word : BStr("1 0x10\t100\n").words())
		sum += TRY(parse<u32>(word));
	test.expect_eq(sum, 117u);
	return ok;
}

} // namespace

KUNIT_SUITE(kstrtox, { "boundaries_8", boundaries_8 }, { "boundaries_16", boundaries_16 },
	    { "boundaries_32", boundaries_32 }, { "boundaries_64", boundaries_64 }, { "bases", bases },
	    { "signs_and_newline", signs_and_newline }, { "garbage", garbage }, { "as_c_does", as_c_does },
	    { "bools", bools }, { "ranges", ranges }, { "parts_of_a_line", parts_of_a_line });
