// SPDX-License-Identifier: GPL-2.0
//! Trees: order, ranges, cursors, entries; who owns the items.
#include "helpers.hpp"

#include <kernel/container/rb_map.hpp>
#include <kernel/container/rbtree.hpp>

using namespace kernel;

namespace {

struct Extent {
	Extent(const Count &count, u32 start, u32 pages = 1) : alive(count), start(start), pages(pages) {}

	Alive alive;
	const u32 start;
	u32 pages;
	RbLink link;
};
using Extents = RbTree<Box<Extent>, &Extent::link, &Extent::start>;

Result<Box<Extent>> extent(const Count &count, u32 start, u32 pages = 1)
{
	return make_box<Extent>(GFP_KERNEL, count, start, pages);
}

bool in_order(const Extents &extents, u32 expected)
{
	u32 seen = 0, last = 0;

	for (const Extent &each : extents) {
		if (seen++ && each.start <= last)
			return false;
		last = each.start;
	}
	return seen == expected;
}

Result<> finds(kunit::Test &test)
{
	Count count;
	{
		Extents extents;
		test.expect(extents.empty());
		test.expect_null(extents.find(1u));
		test.expect_error(extents.remove(1u), ENOENT);
		for (u32 start : { 50u, 20u, 80u, 10u, 30u })
			TRY(extents.insert(TRY(extent(count, start))));
		auto twice = TRY(extent(count, 20, 2));
		test.expect_error(extents.insert(std::move(twice)), EEXIST);
		test.expect_eq(twice->pages, 2u); // it was refused, so it was not moved
		test.expect(in_order(extents, 5));
		test.expect_eq(extents.find(20u)->pages, 1u);
		{
			auto old = TRY(extents.replace(std::move(twice)));
			test.expect_eq(old->pages, 1u);
		}
		test.expect_eq(extents.find(20u)->pages, 2u);
		auto other = TRY(extent(count, 60));
		test.expect_error(extents.replace(std::move(other)), ENOENT);
		TRY(extents.insert(std::move(other)));
		test.expect(in_order(extents, 6));
		auto removed = TRY(extents.remove(50u));
		test.expect_eq(removed->start, 50u);
		test.expect_null(extents.find(50u));
		test.expect(in_order(extents, 5));
	}
	test.expect(count.is(0));
	return ok;
}

Result<> ranges(kunit::Test &test)
{
	Count count;
	Extents extents;

	for (u32 start = 10; start <= 100; start += 10)
		TRY(extents.insert(TRY(extent(count, start))));
	test.expect_eq(extents.lower_bound(30u).get()->start, 30u);
	test.expect_eq(extents.lower_bound(31u).get()->start, 40u);
	test.expect_eq(extents.upper_bound(30u).get()->start, 40u);
	test.expect_null(extents.lower_bound(101u).get());
	u32 sum = 0;
	for (const Extent &each : extents.range(30u, 60u))
		sum += each.start;
	test.expect_eq(sum, 30u + 40u + 50u);
	for (const Extent &each : extents.range(60u, 30u))
		sum += each.start;
	for (const Extent &each : extents.range(200u, 300u))
		sum += each.start;
	test.expect_eq(sum, 120u);
	return ok;
}

Result<> cursors(kunit::Test &test)
{
	Count count;
	Extents extents;

	for (u32 start = 1; start <= 20; start++)
		TRY(extents.insert(TRY(extent(count, start))));
	for (auto at = extents.cursor_front(); Extent *each = at.get();)
		if (each->start % 2)
			TRY(at.remove());
		else
			at.next();
	test.expect(in_order(extents, 10));
	auto at = extents.cursor_back();
	test.expect_eq(at.get()->start, 20u);
	test.expect_null(at.peek_next());
	test.expect_eq(at.peek_prev()->start, 18u);
	at.prev();
	test.expect_eq(at.get()->start, 18u);
	at.next();
	at.next();
	test.expect_null(at.get());
	at.next();
	test.expect_error(at.remove(), ENOENT);
	at.prev();
	test.expect_eq(at.get()->start, 20u);
	while (at.get())
		at.prev();
	test.expect_null(at.get());
	extents.clear();
	test.expect(extents.empty() && count.is(0));
	return ok;
}

Result<> entries(kunit::Test &test)
{
	Count count;
	Extents extents;

	TRY(extents.entry(5u).insert(TRY(extent(count, 5))));
	TRY(extents.insert(TRY(extent(count, 9))));
	auto vacant = extents.entry(7u);
	test.expect_null(vacant.get());
	auto wrong = TRY(extent(count, 10));
	test.expect_error(std::move(vacant).insert(std::move(wrong)), EINVAL);
	TRY(extents.entry(7u).insert(TRY(extent(count, 7))));
	test.expect(in_order(extents, 3));
	auto occupied = extents.entry(7u);
	test.expect_eq(occupied.get()->start, 7u);
	test.expect_error(extents.entry(7u).insert(std::move(wrong)), EEXIST);
	TRY(std::move(occupied).remove());
	test.expect_error(extents.entry(7u).remove(), ENOENT);
	test.expect(in_order(extents, 2));
	return ok;
}

/// The tree holds the same items as a plain array, after many changes.
Result<> many(kunit::Test &test)
{
	Count count;
	{
		Extents extents;
		Vec<Box<Extent>> out; // the items that are not in the tree, each at its number
		u32 expected = 0;
		bool there[64] = {};
		Disorder disorder;
		for (u32 start = 0; start < 64; start++)
			TRY(out.push(TRY(extent(count, start)), GFP_KERNEL));
		for (u32 i = 0; i < 2000; i++) {
			const u32 start = disorder.next() % 64;
			Box<Extent> *slot = out.get(start);
			if (there[start]) {
				*slot = TRY(extents.remove(start));
				expected--;
			} else {
				TRY(extents.insert(std::move(*slot)));
				expected++;
			}
			there[start] = !there[start];
		}
		test.expect(in_order(extents, expected));
		for (u32 start = 0; start < 64; start++)
			test.expect_eq(extents.find(start) != nullptr, there[start]);
		test.expect(count.is(64));
	}
	test.expect(count.is(0));
	return ok;
}

struct Shared {
	Shared(const Count &count, u32 number) : alive(count), number_(number) {}
	u32 number() const { return number_; }

	Alive alive;
	u32 number_;
	TrackedRbLink link;
};

Result<> shared(kunit::Test &test)
{
	Count count;
	{
		// These trees are ordered by the result of a member function.
		RbTree<Arc<Shared>, &Shared::link, &Shared::number> here, there;
		auto item = TRY(make_arc<Shared>(GFP_KERNEL, count, 4u));
		TRY(here.insert(item.share()));
		test.expect_error(there.insert(item.share()), EBUSY);
		test.expect_error(there.replace(item.share()), ENOENT);
		test.expect_error(here.replace(item.share()), EBUSY);
		test.expect(there.empty());
		test.expect(here.has(*item) && !there.has(*item));
		test.expect_error(there.remove_item(*item), ENOENT);
		{
			auto next = TRY(make_arc<Shared>(GFP_KERNEL, count, 4u));
			auto old = TRY(here.replace(next.share()));
			test.expect(ptr_eq(old, item));
			test.expect(!here.has(*item) && here.has(*next));
		}
		TRY(there.insert(item.share()));
		TRY(there.remove_item(*item));
		test.expect_null(there.find(4u));
		test.expect_eq(here.find(4u)->number(), 4u);
	}
	test.expect(count.is(0));
	return ok;
}

/// A node is allocated before the spinlock is taken, and inserted under it.
Result<> map_under_a_spinlock(kunit::Test &test)
{
	using Map = RbMap<u32, Box<u32>>;
	SpinLock<Map, "test.rbmap"> map;

	for (u32 key : { 3u, 1u, 2u }) {
		auto room = TRY(Map::make_room(GFP_KERNEL));
		auto value = TRY(make_box<u32>(GFP_KERNEL, key * 10));
		auto locked = map.lock();
		auto node = std::move(room).write(u32{ key }, std::move(value));
		TRY(locked->insert(std::move(node)));
	}
	auto locked = map.lock();
	test.expect_eq(**locked->find(2u), 20u);
	test.expect_null(locked->find(4u));
	u32 digits = 0;
	for (const auto &node : locked->nodes())
		digits = digits * 10 + node.key;
	test.expect_eq(digits, 123u);
	auto value = TRY(locked->remove(1u));
	test.expect_eq(*value, 10u);
	auto node = TRY(locked->remove_node(2u));
	test.expect_eq(node->key, 2u);
	test.expect_error(locked->remove(1u), ENOENT);
	return ok;
}

Result<> map_emplaces(kunit::Test &test)
{
	RbMap<u32, u32> map;
	TRY(map.emplace(GFP_KERNEL, 1u, 2u));
	test.expect_error(map.emplace(GFP_KERNEL, 1u, 3u), EEXIST);
	test.expect_eq(*map.find(1u), 2u);
	auto first = map.nodes().cursor_front();
	TRY(first.remove());
	test.expect(map.empty());
	return ok;
}

static_assert(sizeof(RbLink) == 24 && sizeof(Extents) == 8);

/// A destructor may remove another item of the tree.
Result<> destructor_removes_another(kunit::Test &test)
{
	using Chain = Chained<TrackedRbLink>;
	using Chains = RbTree<Box<Chain>, &Chain::link, &Chain::id>;
	Count count;

	for (u32 from = 0; from < 7; from++) {
		Chain *all[7] = {};
		Chains chains;

		for (u32 id = 0; id < 7; id++) {
			auto chain = TRY(make_box<Chain>(GFP_KERNEL, count, id));

			all[id] = chain.get();
			chain->self = &all[id];
			chain->next = &all[(id + from) % 7];
			chain->around = &chains;
			chain->remove = [](void *around, Chain &gone) {
				static_cast<Chains *>(around)->remove_item(gone).ignore();
			};
			TRY(chains.insert(std::move(chain)));
		}
		if (from < 4)
			chains.clear();
	}
	test.expect(count.is(0));
	return ok;
}

} // namespace

KUNIT_SUITE(rbtree, { "finds", finds }, { "ranges", ranges }, { "cursors", cursors }, { "entries", entries },
	    { "many", many }, { "shared", shared }, { "map_under_a_spinlock", map_under_a_spinlock },
	    { "map_emplaces", map_emplaces }, { "destructor_removes_another", destructor_removes_another });
