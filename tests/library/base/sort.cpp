// SPDX-License-Identifier: GPL-2.0
//! Sorting: every permutation of small arrays, and inconsistent comparisons.
#include "../counted.hpp"

#include <kernel/base/sort.hpp>

using namespace kernel;

namespace {

// All arrays of up to six numbers from 0 to 5: every permutation, and every way of being equal.
void all_small_arrays(kunit::Test &test)
{
	u32 wrong = 0, rounds = 0;

	for (usize size = 0; size <= 6; size++) {
		usize arrays = 1;
		for (usize i = 0; i < size; i++)
			arrays *= 6;
		for (usize code = 0; code < arrays; code++) {
			u8 numbers[6], counts[6] = {};
			usize rest = code;
			for (usize i = 0; i < size; i++, rest /= 6) {
				numbers[i] = static_cast<u8>(rest % 6);
				counts[numbers[i]]++;
			}
			auto all = span_of(numbers).first(size);
			sort(all);
			for (u8 n : all)
				counts[n]--;
			for (u8 left : counts)
				wrong += left != 0;
			wrong += !is_sorted(all);
			rounds++;
		}
	}
	test.expect_eq(wrong, 0u);
	test.expect_eq(rounds, 1u + 6 + 36 + 216 + 1296 + 7776 + 46656);
}

Result<> large(kunit::Test &test)
{
	KVVec<u32> numbers;
	u32 number = 7, sum = 0, comparisons = 0;

	TRY(numbers.reserve(10000, GFP_KERNEL));
	for (u32 i = 0; i < 10000; i++) {
		number = number * 1664525 + 1013904223;
		TRY(numbers.push_reserved(number));
		sum += number;
	}
	numbers.sort([&](u32 a, u32 b) {
		comparisons++;
		return a < b;
	});
	test.expect(is_sorted(numbers.span()));
	for (u32 n : numbers)
		sum -= n;
	test.expect_eq(sum, 0u);
	test.expect_lt(comparisons, 2 * 10000 * 14u);
	// The array is sorted already, then reversed.
	numbers.sort();
	test.expect(is_sorted(numbers.span()));
	numbers.sort([](u32 a, u32 b) { return a > b; });
	numbers.sort();
	test.expect(is_sorted(numbers.span()));
	return ok;
}

Result<> comparison_that_lies(kunit::Test &test)
{
	Tally tally;
	{
		Vec<Counted> v;
		u32 calls = 0, sum = 0;
		for (u32 i = 0; i < 64; i++)
			TRY(v.push(Counted(tally, i), GFP_KERNEL));
		v.sort([&](const Counted &, const Counted &) { return ++calls % 3 != 0; });
		v.sort([](const Counted &, const Counted &) { return true; });
		v.sort([](const Counted &, const Counted &) { return false; });
		for (const Counted &c : v)
			sum += c.number();
		test.expect_eq(sum, 64u * 63 / 2);
		test.expect_eq(tally.alive, 64);
	}
	test.expect_eq(tally.alive, 0);
	return ok;
}

void searches(kunit::Test &test)
{
	const u32 numbers[] = { 1, 3, 3, 3, 5, 8, 13 };
	const auto all = span_of(numbers);

	for (usize size = 0; size <= 7; size++)
		for (u32 key = 0; key < 15; key++) {
			const auto part = all.first(size);
			usize wanted = 0;

			while (wanted < size && numbers[wanted] < key)
				wanted++;
			test.expect_eq(lower_bound(part, key), wanted);
			test.expect_eq(binary_search(part, key) != nullptr, part.contains(key));
		}
	test.expect_eq(binary_search(all, 3u), numbers + 1);
}

struct Entry {
	u32 key;
	const char *name;
};
struct ByKey {
	bool operator()(const Entry &a, u32 key) const { return a.key < key; }
	bool operator()(u32 key, const Entry &b) const { return key < b.key; }
	bool operator()(const Entry &a, const Entry &b) const { return a.key < b.key; }
};

void searches_by_key(kunit::Test &test)
{
	Entry entries[] = { { 5, "five" }, { 2, "two" }, { 9, "nine" } };

	sort(span_of(entries), ByKey{});
	const Entry *five = binary_search(span_of(entries), 5u, ByKey{});
	if (test.expect_not_null(five))
		test.expect_eq(five->name, "five");
	test.expect_null(binary_search(span_of(entries), 6u, ByKey{}));
}

constexpr bool sorted_while_compiling()
{
	u32 numbers[] = { 5, 2, 9, 1 };
	sort(Span<u32>::of(numbers));
	return is_sorted(Span<u32>::of(numbers)) && numbers[0] == 1;
}
static_assert(sorted_while_compiling());

} // namespace

KUNIT_SUITE(sort, { "all_small_arrays", all_small_arrays }, { "large", large },
	    { "comparison_that_lies", comparison_that_lies }, { "searches", searches },
	    { "searches_by_key", searches_by_key });
