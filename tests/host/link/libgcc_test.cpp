// SPDX-License-Identifier: GPL-2.0
//! kernel/module/libgcc against the compiler's own libgcc, under other names.
#define __popcountdi2 kxx_popcountdi2
#define __udivti3 kxx_udivti3
#define __umodti3 kxx_umodti3
#define __udivmodti4 kxx_udivmodti4
#define __divti3 kxx_divti3
#define __modti3 kxx_modti3
#define __divmodti4 kxx_divmodti4
#include "../../../kernel/module/libgcc/divide.cpp"
#include "../../../kernel/module/libgcc/popcount.cpp"

#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace {

constexpr u128 one = 1;
constexpr i128 lowest = static_cast<i128>(one << 127);

/// Numbers at which carries and borrows happen: around every power of two.
std::vector<u128> edges()
{
	std::vector<u128> numbers;

	for (int bit = 0; bit < 128; bit++)
		for (int by : { -1, 0, 1 })
			numbers.push_back((one << bit) + by);
	for (int bit = 0; bit < 128; bit += 9)
		numbers.push_back(~(one << bit));
	return numbers;
}

/// Whether every division of one pair is right. gtest cannot print 128 bits, and an EXPECT per pair would be slow.
bool right(u128 number, u128 divisor)
{
	u128 rest;
	i128 signed_rest;
	const i128 left = static_cast<i128>(number), by = static_cast<i128>(divisor);

	if (divisor == 0)
		return true;
	if (kxx_udivti3(number, divisor) != number / divisor || kxx_umodti3(number, divisor) != number % divisor ||
	    kxx_udivmodti4(number, divisor, &rest) != number / divisor || rest != number % divisor)
		return false;
	if (left == lowest && by == -1)
		return kxx_divti3(left, by) == lowest && kxx_modti3(left, by) == 0;
	return kxx_divti3(left, by) == left / by && kxx_modti3(left, by) == left % by &&
	       kxx_divmodti4(left, by, &signed_rest) == left / by && signed_rest == left % by;
}

TEST(Libgcc, DividesAtTheEdges)
{
	unsigned wrong = 0;

	for (u128 number : edges())
		for (u128 divisor : edges())
			wrong += !right(number, divisor);
	EXPECT_EQ(wrong, 0u);
}

TEST(Libgcc, DividesNumbersOfEveryLength)
{
	std::mt19937_64 random(1);
	unsigned wrong = 0;
	auto number = [&] { return (static_cast<u128>(random()) << 64 | random()) >> random() % 128; };

	for (int i = 0; i < 300000; i++) {
		const u128 divisor = number() | 1;
		const u128 multiple = divisor * (random() % 1000);

		wrong += !right(number(), divisor) + !right(multiple - 1, divisor) + !right(multiple, divisor);
	}
	EXPECT_EQ(wrong, 0u);
}

TEST(Libgcc, CountsBits)
{
	std::mt19937_64 random(1);
	unsigned wrong = 0;

	for (int i = 0; i < 100000; i++) {
		const u64 number = random() >> random() % 64 & random();

		wrong += kxx_popcountdi2(number) != __builtin_popcountl(number);
	}
	EXPECT_EQ(wrong, 0u);
	EXPECT_EQ(kxx_popcountdi2(0), 0);
	EXPECT_EQ(kxx_popcountdi2(~0UL), 64);
}

} // namespace
