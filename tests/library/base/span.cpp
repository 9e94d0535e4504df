// SPDX-License-Identifier: GPL-2.0
//! Views: no argument leads out of the range.
#include "../counted.hpp"

#include <kernel/base/span.hpp>

using namespace kernel;

namespace {

constexpr u32 digits[] = { 3, 1, 4, 1, 5, 9 };
constexpr usize offsets[] = { 0, 1, 5, 6, 7, 1000, ~usize{ 0 } - 1, ~usize{ 0 } };

// With every pair of arguments, every function stays within the range, and returns what was asked for where it can.
void stays_within(kunit::Test &test)
{
	const auto all = Span<const u32>::of(digits);
	auto inside = [&](Span<const u32> part) {
		return part.empty() ||
		       (part.begin() >= all.begin() && part.end() <= all.end() && part.begin() <= part.end());
	};

	for (usize a : offsets) {
		test.expect_eq(all.get(a) != nullptr, a < 6);
		test.expect_eq(all.first(a).size(), a < 6 ? a : 6);
		test.expect_eq(all.last(a).size(), a < 6 ? a : 6);
		test.expect_eq(all.drop(a).size(), a < 6 ? 6 - a : 0);
		test.expect(inside(all.first(a)) && inside(all.last(a)) && inside(all.drop(a)));
		for (usize b : offsets) {
			const usize left = a < 6 ? 6 - a : 0;

			test.expect(inside(all.sub(a, b)));
			test.expect_eq(all.sub(a, b).size(), b < left ? b : left);
			test.expect_eq(all.part(a, b).is_ok(), a <= 6 && b <= 6 && a + b <= 6);
		}
	}
	test.expect_eq(all.last(2).data(), digits + 4);
	test.expect_error(all.part(4, 3), ERANGE);
	test.expect_eq(*all.sub(2, 2).back(), 1u);
}

void empty(kunit::Test &test)
{
	const Span<u32> none;

	test.expect(none.empty());
	test.expect_null(none.get(0));
	test.expect_null(none.front());
	test.expect_null(none.back());
	test.expect_eq(none.last(5).size(), 0u);
	test.expect_eq(none.bytes().size(), 0u);
	test.expect(none == none);
	u32 rounds = 0;
	for ([[maybe_unused]] u32 n : none)
		rounds++;
	test.expect_eq(rounds, 0u);
}

Result<> of_vec(kunit::Test &test)
{
	auto numbers = TRY(Vec<u32>::from(Span<const u32>::of(digits), GFP_KERNEL));
	auto view = span_of(numbers);
	static_assert(std::is_same_v<decltype(view), Span<u32>>);
	const Vec<u32> &reader = numbers;
	static_assert(std::is_same_v<decltype(span_of(reader)), Span<const u32>>);

	view.fill(7);
	test.expect_eq(*numbers.get(5), 7u);
	Span<const u32> same = view;
	test.expect(same == view);
	test.expect(!(same == Span<const u32>::of(digits)));
	return ok;
}

void finds(kunit::Test &test)
{
	const auto all = span_of(digits);

	test.expect_eq(all.find(1u), digits + 1);
	test.expect_null(all.find(2u));
	test.expect(all.contains(9u));
	test.expect(!all.first(5).contains(9u));
}

void copies(kunit::Test &test)
{
	u32 to[6] = {};
	auto target = span_of(to);

	test.expect_ok(target.copy_from(span_of(digits)));
	test.expect(target == span_of(digits));
	test.expect_error(target.first(5).copy_from(span_of(digits)), EINVAL);
	// The ranges overlap, in both directions.
	test.expect_ok(target.sub(1, 5).copy_from(target.first(5)));
	const u32 moved[] = { 3, 3, 1, 4, 1, 5 };
	test.expect(target == span_of(moved));
	test.expect_ok(target.first(5).copy_from(target.last(5)));
	const u32 back[] = { 3, 1, 4, 1, 5, 5 };
	test.expect(target == span_of(back));
}

void bytes(kunit::Test &test)
{
	u32 number[] = { 0x01020304 };
	auto view = span_of(number);

	test.expect_eq(view.bytes().size(), 4u);
	test.expect_eq(*view.bytes().get(0), 4);
	*view.writable_bytes().get(3) = 0xff;
	test.expect_eq(number[0], 0xff020304u);
}

Result<> compares_elements(kunit::Test &test)
{
	Tally tally;
	Vec<Counted> a, b;

	for (u32 i = 0; i < 3; i++) {
		TRY(a.push(Counted(tally, i), GFP_KERNEL));
		TRY(b.push(Counted(tally, i), GFP_KERNEL));
	}
	test.expect(a.span() == b.span());
	b.pop();
	test.expect(!(a.span() == b.span()));
	test.expect(a == a);
	return ok;
}

} // namespace

KUNIT_SUITE(span, { "stays_within", stays_within }, { "empty", empty }, { "of_vec", of_vec }, { "finds", finds },
	    { "copies", copies }, { "bytes", bytes }, { "compares_elements", compares_elements });
