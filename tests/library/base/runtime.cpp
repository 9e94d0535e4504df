// SPDX-License-Identifier: GPL-2.0
//! Functions that GCC calls for operations that the processor lacks, and a class's own `new`.
#include <bit>

#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

using u128 = unsigned __int128;
using i128 = __int128;

// noipa keeps the compiler from knowing the numbers.
[[gnu::noipa]] u32 count(u64 number)
{
	return std::popcount(number);
}
[[gnu::noipa]] u128 quotient(u128 number, u128 divisor)
{
	return number / divisor;
}
[[gnu::noipa]] u128 rest(u128 number, u128 divisor)
{
	return number % divisor;
}
[[gnu::noipa]] i128 quotient(i128 number, i128 divisor)
{
	return number / divisor;
}
[[gnu::noipa]] i128 rest(i128 number, i128 divisor)
{
	return number % divisor;
}

Result<> bits(kunit::Test &test)
{
	test.expect_eq(count(0), 0u);
	test.expect_eq(count(~u64{ 0 }), 64u);
	for (u32 bit = 0; bit < 64; bit++) {
		test.expect_eq(count(u64{ 1 } << bit), 1u);
		test.expect_eq(count((u64{ 1 } << bit) - 1), bit);
	}
	return ok;
}

Result<> division(kunit::Test &test)
{
	const u128 ten_to_30 = u128{ 1'000'000'000'000'000 } * 1'000'000'000'000'000;

	test.expect(quotient(ten_to_30, u128{ 1'000'000'000'000'000 }) == 1'000'000'000'000'000);
	test.expect(quotient(ten_to_30 + 6, u128{ 7 }) * 7 + rest(ten_to_30 + 6, u128{ 7 }) == ten_to_30 + 6);
	u32 wrong = 0;
	for (u32 i = 0; i < 128; i++)
		for (u32 j = 0; j < 128; j++) {
			const u128 number = (u128{ 1 } << i) + i, divisor = (u128{ 1 } << j) + j / 2;
			const u128 times = quotient(number, divisor), left = rest(number, divisor);

			wrong += left >= divisor || times * divisor + left != number;
		}
	test.expect_eq(wrong, 0u);
	return ok;
}

Result<> signed_division(kunit::Test &test)
{
	const i128 far = static_cast<i128>(u128{ 1 } << 100);

	for (i128 sign : { 1, -1 }) {
		test.expect(quotient(sign * (far + 3), far) == sign);
		test.expect(quotient(sign * (far + 3), -far) == -sign);
		test.expect(rest(sign * (far + 3), far) == 3 * sign);
		test.expect(rest(sign * (far + 3), -far) == 3 * sign);
	}
	return ok;
}

/// An object whose allocation always fails.
struct Full {
	static void *operator new(usize) { return nullptr; }

	Full() { built++; }

	static inline u32 built = 0;
};

Result<> new_without_room(kunit::Test &test)
{
	const Full *made = new Full;

	test.expect(made == nullptr);
	test.expect_eq(Full::built, 0u);
	return ok;
}

KUNIT_SUITE(runtime, { "bits", bits }, { "division", division }, { "signed_division", signed_division },
	    { "new_without_room", new_without_room });

} // namespace
