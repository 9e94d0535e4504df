// SPDX-License-Identifier: GPL-2.0
//! Arithmetic at its limits, sizes, and types that may be zeroed.
#include <kernel/base/overflow.hpp>
#include <kernel/base/sizes.hpp>
#include <kernel/base/zeroable.hpp>
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

void limits(kunit::Test &test)
{
	test.expect_eq(largest<u8>, 255);
	test.expect_eq(largest<i8>, 127);
	test.expect_eq(smallest<i8>, -128);
	test.expect_eq(smallest<u64>, 0);
	test.expect_eq(largest<u64>, ~u64{ 0 });
	test.expect_eq(largest<i64>, static_cast<i64>(~u64{ 0 } >> 1));
	test.expect_eq(largest<i16>, 32767);
}

// Compares all pairs of i8 and u8 with the same calculation in wider numbers.
template <typename T>
void all_pairs(kunit::Test &test)
{
	u32 wrong = 0;

	for (i32 x = smallest<T>; x <= largest<T>; x++)
		for (i32 y = smallest<T>; y <= largest<T>; y++) {
			const T a = static_cast<T>(x), b = static_cast<T>(y);
			const i32 exact[] = { x + y, x - y, x * y };
			const Result<T> checked[] = { checked_add(a, b), checked_sub(a, b), checked_mul(a, b) };
			const T saturated[] = { saturating_add(a, b), saturating_sub(a, b), saturating_mul(a, b) };

			for (u32 i = 0; i < 3; i++) {
				const bool fits = exact[i] >= smallest<T> && exact[i] <= largest<T>;
				const i32 near = exact[i] < smallest<T>	 ? smallest<T>
						 : exact[i] > largest<T> ? largest<T>
									 : exact[i];

				wrong += checked[i].is_ok() != fits;
				wrong += fits && *checked[i].get() != exact[i];
				wrong += saturated[i] != near;
			}
			if (y >= 0 && y < 12) {
				const i64 shifted = static_cast<i64>(x) << y;
				const bool fits = x >= 0 && y < 8 && shifted <= largest<T>;

				wrong += checked_shl(a, y).is_ok() != fits;
			}
		}
	test.expect_eq(wrong, 0u);
}

void narrowing(kunit::Test &test)
{
	test.expect_eq(narrow<u8>(255).value_or(0), 255);
	test.expect_error(narrow<u8>(256), EOVERFLOW);
	test.expect_error(narrow<u8>(-1), EOVERFLOW);
	test.expect_error(narrow<i8>(128u), EOVERFLOW);
	test.expect_eq(narrow<i8>(i64{ -128 }).value_or(0), -128);
	test.expect_error(narrow<i64>(~u64{ 0 }), EOVERFLOW);
	test.expect_error(narrow<u64>(i8{ -1 }), EOVERFLOW);
	test.expect_eq(narrow<u64>(largest<i64>).value_or(0), static_cast<u64>(largest<i64>));
}

void layouts(kunit::Test &test)
{
	struct Three {
		u8 bytes[3];
	};
	constexpr usize most = ArrayLayout<Three>::most;

	test.expect_eq(most, largest_object / 3);
	test.expect_ok(ArrayLayout<Three>::of(most));
	test.expect_error(ArrayLayout<Three>::of(most + 1), EOVERFLOW);
	test.expect_error(ArrayLayout<Three>::of(~usize{ 0 }), EOVERFLOW);
	constexpr auto five = ArrayLayout<Three>::of<5>();
	test.expect_eq(five.bytes(), 15u);
	test.expect_eq(five.count(), 5u);
	test.expect(!five.empty());
	test.expect(ArrayLayout<Three>().empty());
	test.expect_error(array_size(usize{ 1 } << 32, usize{ 1 } << 31), EOVERFLOW);
	test.expect_error(array_size(largest_object, 2), EOVERFLOW);
	test.expect_eq(array_size(largest_object, 1).value_or(0), largest_object);
	test.expect_eq(array_size(0, ~usize{ 0 }).value_or(1), 0u);
	struct Header {
		u8 kind;
	};
	test.expect_eq(struct_size<Header, u64>(0).value_or(0), 8u);
	test.expect_eq(struct_size<Header, u8>(3).value_or(0), 4u);
	test.expect_error(struct_size<Header, u64>(largest_object / 8), EOVERFLOW);
	test.expect_eq(divide_up(7u, 4u).value_or(0u), 2u);
	test.expect_eq(divide_up(largest<u32>, 1u).value_or(0u), largest<u32>);
	test.expect_error(divide_up(1u, 0u), EDOM);
}

void sizes(kunit::Test &test)
{
	test.expect_eq(SZ_1K, 1024u);
	test.expect_eq(SZ_512K, 512 * SZ_1K);
	test.expect_eq(SZ_1M, 1024 * SZ_1K);
	test.expect_eq(SZ_2G, 2 * SZ_1G);
}

struct Padded {
	u8 a;
	u64 b;
};
enum class Kind : u8 { None, Some };
struct Default {
	u32 x = 0;
};
struct Nested {
	Padded padded[2];
	Kind kind;
	const Nested *next;
};
struct Reference {
	u32 &x;
};
static_assert(zeroable<u32> && zeroable<bool> && zeroable<Kind> && zeroable<void *> && zeroable<Nested> &&
	      zeroable<u32[4]> && zeroable<const Padded>);
static_assert(!zeroable<Default> && !zeroable<Box<u32>> && !zeroable<Vec<u32>> && !zeroable<Reference> &&
	      !zeroable<u32 Padded::*> && !zeroable<Default[2]>);

void zeroing(kunit::Test &test)
{
	Padded one;

	__builtin_memset(static_cast<void *>(&one), 0xff, sizeof(one));
	zero(one);
	for (usize i = 0; i < sizeof(one); i++)
		test.expect_eq(reinterpret_cast<const u8 *>(&one)[i], 0);
}

} // namespace

KUNIT_SUITE(overflow, { "limits", limits }, { "all_pairs_of_u8", all_pairs<u8> }, { "all_pairs_of_i8", all_pairs<i8> },
	    { "narrowing", narrowing }, { "layouts", layouts }, { "sizes", sizes }, { "zeroing", zeroing });
