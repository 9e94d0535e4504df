// SPDX-License-Identifier: GPL-2.0
//! Bits, masks and sizes, at compile time and at run time.
#include <kernel/base/bits.hpp>
#include <kernel/base/sizes.hpp>
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

void single(kunit::Test &test)
{
	static_assert(bit<0>() == 1 && bit<31>() == 0x80000000u && bit<63, u64>() == 1ull << 63);
	static_assert(std::is_same_v<decltype(bit<7, u8>()), u8> && bit<7, u8>() == 128);
	for (unsigned n = 0; n < 64; n++) {
		test.expect_eq(checked_bit<u64>(n).value_or(0u), u64{ 1 } << n);
		test.expect_eq(checked_bit<u32>(n).is_ok(), n < 32);
		test.expect_eq(checked_bit<u16>(n).is_ok(), n < 16);
		test.expect_eq(checked_bit<u8>(n).is_ok(), n < 8);
	}
	test.expect_error(checked_bit(~0u), ERANGE);
}

template <typename T>
void masks_of(kunit::Test &test)
{
	constexpr unsigned width = sizeof(T) * 8;

	for (unsigned high = 0; high < width; high++)
		for (unsigned low = 0; low <= high; low++) {
			T wanted = 0;
			for (unsigned n = low; n <= high; n++)
				wanted = static_cast<T>(wanted | checked_bit<T>(n).value_or(T{ 0 }));
			test.expect_eq(checked_genmask<T>(high, low).value_or(T{ 0 }), wanted);
		}
	test.expect_error(checked_genmask<T>(width, 0), ERANGE);
	test.expect_error(checked_genmask<T>(0, 1), ERANGE);
	test.expect_error(checked_genmask<T>(~0u, ~0u), ERANGE);
}

void masks(kunit::Test &test)
{
	static_assert(genmask<31, 0>() == ~0u && genmask<63, 0, u64>() == ~0ull);
	static_assert(genmask<7, 4>() == 0xf0 && genmask<3, 3>() == 8);
	static_assert(genmask<15, 8, u16>() == 0xff00 && genmask<7, 7, u8>() == 0x80);
	masks_of<u8>(test);
	masks_of<u16>(test);
	masks_of<u32>(test);
	masks_of<u64>(test);
}

void sizes(kunit::Test &test)
{
	static_assert(SZ_1 == 1 && SZ_512 == 512 && SZ_1K == 1024 && SZ_512K == 524288);
	static_assert(SZ_1M == 1ul << 20 && SZ_512M == 1ul << 29 && SZ_2G == 1ul << 31);
	static_assert(std::is_same_v<decltype(SZ_4K), const usize>);
	test.expect_eq(SZ_4K, 4096u);
}

KUNIT_SUITE(bits, { "single", single }, { "masks", masks }, { "sizes", sizes });

} // namespace
