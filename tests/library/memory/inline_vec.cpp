// SPDX-License-Identifier: GPL-2.0
//! InlineVec: never more than its slots, and each element destroyed once.
#include "../counted.hpp"
#include "../watching.hpp"

#include <kernel/memory/inline_vec.hpp>

using namespace kernel;

namespace {

Result<> fills_up(kunit::Test &test)
{
	Tally tally;
	{
		InlineVec<Counted, 3> v;
		test.expect(v.empty());
		for (u32 i = 0; i < 3; i++)
			TRY(v.push(Counted(tally, i)));
		test.expect(v.full());
		test.expect_error(v.push(Counted(tally, 3)), ENOSPC);
		test.expect_error(v.insert(0, Counted(tally, 3)), ENOSPC);
		test.expect_error(v.insert(4, Counted(tally, 3)), ERANGE);
		test.expect_eq(tally.alive, 3);
		test.expect_null(v.get(3));
		test.expect_eq(v.back()->number(), 2u);
		v.pop();
		TRY(v.insert(1, Counted(tally, 7)));
		test.expect_eq(v.get(1)->number(), 7u);
		test.expect_eq(v.get(2)->number(), 1u);
		test.expect_eq(TRY(v.remove(0)).number(), 0u);
		test.expect_eq(TRY(v.swap_remove(0)).number(), 7u);
		test.expect_error(v.remove(1), ERANGE);
		test.expect_eq(tally.alive, 1);
	}
	test.expect_eq(tally.alive, 0);
	return ok;
}

Result<> moves(kunit::Test &test)
{
	Tally tally;
	{
		InlineVec<Counted, 4> a, b;
		TRY(a.push(Counted(tally, 1)));
		TRY(a.push(Counted(tally, 2)));
		TRY(b.push(Counted(tally, 3)));
		b = std::move(a);
		test.expect(a.empty());
		test.expect_eq(b.size(), 2u);
		test.expect_eq(tally.alive, 2);
		InlineVec<Counted, 4> c(std::move(b));
		test.expect_eq(c.back()->number(), 2u);
		InlineVec<Counted, 4> &same = c;
		c = std::move(same);
		test.expect_eq(c.size(), 2u);
	}
	test.expect_eq(tally.alive, 0);
	return ok;
}

Result<> numbers(kunit::Test &test)
{
	InlineVec<u8, 8> v;
	const u8 digits[] = { 3, 1, 4, 1, 5 };

	TRY(v.extend(span_of(digits)));
	test.expect_error(v.extend(span_of(digits)), ENOSPC);
	test.expect(v == span_of(digits));
	v.sort();
	const u8 sorted[] = { 1, 1, 3, 4, 5 };
	test.expect(v == span_of(sorted));
	TRY(v.resize(8, 9));
	test.expect_eq(*v.back(), 9);
	test.expect_error(v.resize(9, 9), ENOSPC);
	test.expect_error(v.extend(v.span()), ENOSPC);
	v.truncate(3);
	TRY(v.extend(v.span()));
	test.expect_eq(*v.get(5), 3);
	static_assert(sizeof(InlineVec<u8, 8>) == 16 && std::is_trivially_destructible_v<InlineVec<u8, 8>>);
	static_assert(shareable<InlineVec<u8, 8>>);
	return ok;
}

constinit InlineVec<u32, 4> of_the_module;

Result<> constant(kunit::Test &test)
{
	of_the_module.clear();
	TRY(of_the_module.push(1));
	test.expect_eq(of_the_module.size(), 1u);
	return ok;
}

struct Branch;
using Branches = InlineVec<Branch, 3>;
struct Rest {
	virtual ~Rest() = default;
	virtual Branches &branches() = 0;
};
/// An element that owns others of its kind, and whose destructor reads the elements around it.
struct Branch {
	Branch(u32 number, const Branches *around = nullptr, u32 *seen = nullptr)
		: number(number), around(around), seen(seen)
	{
	}
	Branch(Branch &&other) noexcept
		: number(other.number), around(std::exchange(other.around, nullptr)), seen(other.seen),
		  rest(std::move(other.rest))
	{
	}
	~Branch();

	u32 number;
	const Branches *around;
	u32 *seen;
	Vec<Box<Rest>> rest;
};
struct Inner final : Rest {
	explicit Inner(Branches inner) : inner(std::move(inner)) {}
	Branches &branches() override { return inner; }

	Branches inner;
};
Branch::~Branch()
{
	if (around)
		*seen = static_cast<u32>(around->size());
}

Result<> assigned_a_part_of_itself(kunit::Test &test)
{
	Branches tree, rest;

	TRY(rest.push(Branch(2)));
	TRY(rest.push(Branch(3)));
	TRY(tree.push(Branch(1)));
	TRY(tree.back()->rest.push(TRY(make_box<Inner>(GFP_KERNEL, std::move(rest))), GFP_KERNEL));
	tree = std::move((*tree.back()->rest.back())->branches());
	test.expect_eq(tree.size(), 2u);
	test.expect_eq(tree.get(0)->number, 2u);
	test.expect_eq(tree.get(1)->number, 3u);
	return ok;
}

Result<> destroys_what_is_not_counted(kunit::Test &test)
{
	u32 seen = 9;
	Branches v;

	for (u32 i = 0; i < 3; i++)
		TRY(v.push(Branch(i, &v, &seen)));
	v.truncate(1);
	test.expect_eq(seen, 1u);
	v.clear();
	test.expect_eq(seen, 0u);
	return ok;
}

template <typename T>
using SixOf = InlineVec<T, 6>;
using Watcher = Watching<SixOf>;

u32 digits_of(const SixOf<Watcher> &vector)
{
	u32 digits = 0;

	for (const Watcher &each : vector)
		digits = digits * 10 + each.number();
	return digits;
}

/// No element that is moved or destroyed on the way sees one that is not there yet, or not any more.
Result<> moves_what_is_not_counted(kunit::Test &test)
{
	u32 dead = 0;
	SixOf<Watcher> v, other;

	for (u32 i = 1; i <= 4; i++)
		TRY(v.push(Watcher(v, dead, i)));
	TRY(v.insert(1, Watcher(v, dead, 5)));
	test.expect_eq(digits_of(v), 15234u);
	test.expect_eq(dead, 0u);
	test.expect_eq(TRY(v.remove(2)).number(), 2u);
	test.expect_eq(TRY(v.swap_remove(0)).number(), 1u);
	test.expect_eq(digits_of(v), 453u);
	test.expect_eq(dead, 0u);
	for (u32 i = 6; i <= 8; i++)
		TRY(other.push(Watcher(v, dead, i)));
	v = std::move(other);
	test.expect_eq(digits_of(v), 678u);
	v.truncate(1);
	v.pop();
	test.expect_eq(dead, 0u);
	return ok;
}

} // namespace

KUNIT_SUITE(inline_vec, { "fills_up", fills_up }, { "moves", moves }, { "numbers", numbers }, { "constant", constant },
	    { "assigned_a_part_of_itself", assigned_a_part_of_itself },
	    { "destroys_what_is_not_counted", destroys_what_is_not_counted },
	    { "moves_what_is_not_counted", moves_what_is_not_counted });
