// SPDX-License-Identifier: GPL-2.0
//! Classes that own objects of their own class: each is incomplete where it names itself.
#include <kernel/base/one_of.hpp>
#include <kernel/container/list.hpp>
#include <kernel/container/xarray.hpp>
#include <kernel/memory/inline_vec.hpp>
#include <kernel/memory/mempool.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/rcu_box.hpp>
#include <kernel/sync/rcu_ptr.hpp>
#include <kernel/wait/once.hpp>

#include "../counted.hpp"

using namespace kernel;

namespace {

/// A tree, whose leaves are numbers.
struct Sum;
using Term = OneOf<u32, Box<Sum>>;
struct Sum {
	Vec<Term> terms;
	Vec<Sum> bracketed;
	InlineVec<Box<Sum>, 2> boxed;
	Counted self;
};

u32 value_of(const Sum &sum)
{
	u32 value = 0;

	for (const Term &term : sum.terms)
		value += term.match([](u32 number) { return number; },
				    [](const Box<Sum> &inner) { return value_of(*inner); });
	for (const Sum &inner : sum.bracketed)
		value += value_of(inner);
	for (const Box<Sum> &inner : sum.boxed)
		value += value_of(*inner);
	return value;
}

Result<> owns_its_own_class(kunit::Test &test)
{
	Tally tally;
	{
		Sum sum{ {}, {}, {}, Counted(tally, 0) };
		auto inner = TRY(make_box<Sum>(GFP_KERNEL, Vec<Term>(), Vec<Sum>(), InlineVec<Box<Sum>, 2>(),
					       Counted(tally, 1)));

		TRY(inner->terms.push(4u, GFP_KERNEL));
		TRY(sum.terms.push(3u, GFP_KERNEL));
		TRY(sum.terms.push(std::move(inner), GFP_KERNEL));
		TRY(sum.bracketed.push(Sum{ {}, {}, {}, Counted(tally, 2) }, GFP_KERNEL));
		TRY(sum.bracketed.back()->terms.push(5u, GFP_KERNEL));
		test.expect_eq(value_of(sum), 12u);
		// A part of itself.
		Box<Sum> part = std::move(*(*sum.terms.get(1)).get<Box<Sum>>());
		sum.terms.clear();
		TRY(sum.boxed.push(std::move(part)));
		test.expect_eq(value_of(sum), 9u);
		test.expect_eq(tally.alive, 3);
	}
	test.expect_eq(tally.alive, 0);
	return ok;
}

/// A chain through every owner that can be empty or shared.
struct Shared {
	explicit Shared(Vec<Arc<Shared>> next) : next(std::move(next)) {}

	Vec<Arc<Shared>> next;
	OneOf<u8, Arc<Shared>> other = u8{ 0 };
	SetOnce<Arc<Shared>> late;
	Mutex<Vec<UniqueArc<Shared>>, "test.recursive"> waiting;
};

Result<> shares_its_own_class(kunit::Test &test)
{
	Arc<Shared> last = TRY(make_arc<Shared>(GFP_KERNEL, Vec<Arc<Shared>>()));
	Vec<Arc<Shared>> next;

	TRY(next.push(last.share(), GFP_KERNEL));
	Arc<Shared> first = TRY(make_arc<Shared>(GFP_KERNEL, std::move(next)));
	test.expect(first->late.populate(last.share()));
	test.expect(ptr_eq(*first->next.get(0), *first->late.get()));
	TRY(first->waiting.lock()->push(TRY(make_unique_arc<Shared>(GFP_KERNEL, Vec<Arc<Shared>>())), GFP_KERNEL));
	return ok;
}

/// A list that RCU readers follow.
struct Seen {
	explicit Seen(u32 number) : number(number) {}

	const u32 number;
	RcuPtr<Seen> next;
	OneOf<u8, RcuBox<Seen>, UninitBox<Seen>, UninitArc<Seen>, PoolBox<Seen>> spare = u8{ 0 };
};

/// Items that are lists of their own kind.
struct Folder {
	explicit Folder(u32 number) : number(number) {}

	u32 number;
	ListLink link;
	List<Box<Folder>, &Folder::link> folders;
	XArray<Box<Folder>, "test.folders"> by_number;
};

Result<> links_its_own_class(kunit::Test &test)
{
	auto seen = TRY(make_rcu_box<Seen>(GFP_KERNEL, 1u));
	seen->spare = TRY(make_rcu_box<Seen>(GFP_KERNEL, 2u));
	test.expect(seen->next.empty());

	auto root = TRY(make_box<Folder>(GFP_KERNEL, 1u));
	root->folders.push_back(TRY(make_box<Folder>(GFP_KERNEL, 2u)));
	TRY(root->by_number.insert(3, TRY(make_box<Folder>(GFP_KERNEL, 3u)), GFP_KERNEL));
	test.expect_eq(root->folders.front()->number, 2u);
	return ok;
}

/// A node of the simplest list.
struct Node {
	Box<Node> next;
	Vec<Node> children;
};
static_assert(std::is_nothrow_move_constructible_v<Node> && sendable<Node>);

} // namespace

KUNIT_SUITE(recursive, { "owns_its_own_class", owns_its_own_class }, { "shares_its_own_class", shares_its_own_class },
	    { "links_its_own_class", links_its_own_class });
