// SPDX-License-Identifier: GPL-2.0
//! Maple trees: ranges that do not overlap.
#include "helpers.hpp"

#include <kernel/container/maple_tree.hpp>

using namespace kernel;

namespace {

using Ranges = MapleTree<Box<Item>, "test.ranges">;

Result<> ranges(kunit::Test &test)
{
	Count count;
	{
		Ranges ranges;
		test.expect(ranges.lock().empty());
		for (u32 i = 0; i < 40; i++)
			TRY(ranges.insert_range(i * 100, i * 100 + 49, TRY(item(count, i)), GFP_KERNEL));
		auto refused = TRY(item(count, 99));
		test.expect_error(ranges.insert_range(149, 160, std::move(refused), GFP_KERNEL), EEXIST);
		test.expect_error(ranges.insert_range(150, 210, std::move(refused), GFP_KERNEL), EEXIST);
		test.expect_error(ranges.insert_range(160, 150, std::move(refused), GFP_KERNEL), EINVAL);
		test.expect_eq(refused->number, 99u); // so it was not moved
		TRY(ranges.insert(~usize{ 0 }, std::move(refused), GFP_KERNEL));
		{
			auto locked = ranges.lock();
			test.expect_eq(locked.find(149)->number, 1u);
			test.expect_null(locked.find(150));
			auto found = TRY(locked.find_range(720));
			test.expect_eq(found.first, 700u);
			test.expect_eq(found.last, 749u);
			test.expect_eq(found.item.number, 7u);
			test.expect_error(locked.find_range(750), ENOENT);
			u32 seen = 0;
			for (auto [first, last, each] : locked.items(3649))
				seen += each.number;
			test.expect_eq(seen, 36u + 37 + 38 + 39 + 99);
			locked.find(0)->number = 5;
			test.expect_eq(locked.find(49)->number, 5u);
		}
		test.expect_error(ranges.remove(150), ENOENT);
		{
			auto removed = TRY(ranges.remove(130));
			test.expect_eq(removed->number, 1u);
		}
		auto locked = ranges.lock();
		test.expect_null(locked.find(100));
		test.expect(count.is(40));
	}
	test.expect(count.is(0));
	return ok;
}

Result<> allocates(kunit::Test &test)
{
	Count count;
	Ranges ranges;

	TRY(ranges.insert_range(10, 19, TRY(item(count, 0)), GFP_KERNEL));
	test.expect_eq(TRY(ranges.alloc_range(10, 0, 99, TRY(item(count, 1)), GFP_KERNEL)), 0u);
	test.expect_eq(TRY(ranges.alloc_range(5, 0, 99, TRY(item(count, 2)), GFP_KERNEL)), 20u);
	test.expect_eq(TRY(ranges.alloc_range(5, 50, 99, TRY(item(count, 3)), GFP_KERNEL)), 50u);
	auto next = TRY(item(count, 4));
	test.expect_error(ranges.alloc_range(60, 0, 99, std::move(next), GFP_KERNEL), EBUSY);
	test.expect_error(ranges.alloc_range(101, 0, 99, std::move(next), GFP_KERNEL), EINVAL);
	test.expect_error(ranges.alloc_range(0, 0, 99, std::move(next), GFP_KERNEL), EINVAL);
	test.expect_eq(next->number, 4u);
	TRY(ranges.remove(55 - 1));
	test.expect_eq(TRY(ranges.alloc_range(60, 0, 99, std::move(next), GFP_KERNEL)), 25u);
	return ok;
}

Result<> rcu_readers(kunit::Test &test)
{
	Count count;
	{
		MapleTree<RcuBox<Item>, "test.ranges_rcu"> ranges;
		for (u32 i = 0; i < 20; i++)
			TRY(ranges.insert_range(i * 10, i * 10 + 4, TRY(make_rcu_box<Item>(GFP_KERNEL, count, i)),
						GFP_KERNEL));
		{
			rcu::ReadGuard reading;
			test.expect_eq(ranges.find(52, reading)->number, 5u);
			test.expect_null(ranges.find(55, reading));
		}
		auto gone = TRY(ranges.remove(52));
		test.expect_eq(gone.get()->number, 5u);
	}
	rcu::barrier();
	test.expect(count.is(0));
	return ok;
}

/// An item whose destructor counts what it finds in its tree.
struct Peer;
using Peers = MapleTree<Box<Peer>, "test.peers">;
struct Peer {
	Peer(const Peers &around, u32 &found) : around(around), found(found) {}
	Peer(const Peer &) = delete;
	~Peer();

	const Peers &around;
	u32 &found;
};
Peer::~Peer()
{
	auto locked = around.lock();

	for (auto entry : locked.items())
		found += 1 + (entry.last == 0);
	found += !locked.empty();
}

/// No destructor finds an item that is destroyed already, or itself.
Result<> destroys_what_is_not_found(kunit::Test &test)
{
	u32 found = 0;

	// A tree without nodes, of one node and of several levels.
	for (usize count : { 1u, 5u, 500u }) {
		Peers peers;

		for (usize i = 0; i < count; i++)
			TRY(peers.insert_range(i * 10, i * 10 + 4, TRY(make_box<Peer>(GFP_KERNEL, peers, found)),
					       GFP_KERNEL));
	}
	{
		Peers peers;

		TRY(peers.insert(0, TRY(make_box<Peer>(GFP_KERNEL, peers, found)), GFP_KERNEL));
	}
	test.expect_eq(found, 0u);
	return ok;
}

} // namespace

KUNIT_SUITE(maple_tree, { "ranges", ranges }, { "allocates", allocates }, { "rcu_readers", rcu_readers },
	    { "destroys_what_is_not_found", destroys_what_is_not_found });
