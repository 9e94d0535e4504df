// SPDX-License-Identifier: GPL-2.0
//! XArrays: items at indices, marks, reservations, and storing under a lock without an allocation.
#include "helpers.hpp"

#include <kernel/container/xarray.hpp>

using namespace kernel;

namespace {

using Items = XArray<Box<Item>, "test.xarray">;

Result<> stores_and_loads(kunit::Test &test)
{
	Count count;
	{
		Items items;
		test.expect(items.lock().empty());
		for (u32 index : { 0u, 1u, 64u, 70000u })
			TRY(items.insert(index, TRY(item(count, index)), GFP_KERNEL));
		auto twice = TRY(item(count, 5));
		test.expect_error(items.insert(64, std::move(twice), GFP_KERNEL), EEXIST);
		test.expect_eq(twice->number, 5u); // it was refused, so it was not moved
		{
			auto old = TRY(items.replace(64, std::move(twice)));
			test.expect_eq(old->number, 64u);
		}
		auto other = TRY(item(count, 6));
		test.expect_error(items.replace(65, std::move(other)), ENOENT);
		{
			auto locked = items.lock();
			test.expect_eq(locked.find(64)->number, 5u);
			test.expect_null(locked.find(65));
			locked.find(64)->number = 64;
			test.expect_error(locked.insert(64, std::move(other)), EEXIST);
		}
		test.expect_error(items.remove(65), ENOENT);
		{
			auto removed = TRY(items.remove(70000));
			test.expect_eq(removed->number, 70000u);
		}
		test.expect_error(items.remove(70000), ENOENT);
		auto largest = TRY(item(count, 9));
		TRY(items.insert(~usize{ 0 }, std::move(largest), GFP_KERNEL));
		usize digits = 0, seen = 0;
		auto locked = items.lock();
		for (auto [index, each] : locked.items()) {
			digits = digits * 10 + each.number % 10;
			seen++;
		}
		test.expect_eq(digits, 149u); // 0, 1, 64, 9
		test.expect_eq(seen, 4u);
		for (auto [index, each] : locked.items(2))
			if (index == 64)
				TRY(locked.remove(index));
		test.expect_null(locked.find(64));
	}
	test.expect(count.is(0));
	return ok;
}

Result<> marks(kunit::Test &test)
{
	Count count;
	Items items;

	for (u32 index = 0; index < 70; index++)
		TRY(items.insert(index, TRY(item(count, index)), GFP_KERNEL));
	auto locked = items.lock();
	test.expect(!locked.any_marked<XaMark::One>());
	for (u32 index = 0; index < 100; index += 20)
		locked.set_mark<XaMark::One>(index); // sets no mark where there is no item
	locked.set_mark<XaMark::Two>(65);
	locked.clear_mark<XaMark::One>(20);
	test.expect(locked.any_marked<XaMark::One>());
	test.expect(locked.marked<XaMark::One>(40) && !locked.marked<XaMark::One>(20));
	u32 seen = 0, sum = 0;
	for (auto [index, each] : locked.marked_items<XaMark::One>()) {
		seen++;
		sum += each.number;
	}
	test.expect_eq(seen, 3u);
	test.expect_eq(sum, 100u); // 0, 40, 60
	for (auto [index, each] : locked.marked_items<XaMark::Two>())
		test.expect_eq(index, 65u);
	TRY(locked.remove(40)); // which removes the mark as well
	test.expect(!locked.marked<XaMark::One>(40));
	return ok;
}

Result<> reserves(kunit::Test &test)
{
	Count count;
	Items items;
	{
		auto place = TRY(items.reserve(1000, GFP_KERNEL));
		test.expect_eq(place.index(), 1000u);
		test.expect_error(items.reserve(1000, GFP_KERNEL), EEXIST);
		test.expect_error(items.insert(1000, TRY(item(count, 1)), GFP_KERNEL), EEXIST);
		test.expect_error(items.remove(1000), ENOENT);
		test.expect_error(items.replace(1000, TRY(item(count, 1))), ENOENT);
		auto locked = items.lock();
		test.expect_null(locked.find(1000));
		for (auto [index, each] : locked.items())
			test.expect(index > 1000); // never reached
		locked.set_mark<XaMark::One>(1000);
		test.expect(!locked.any_marked<XaMark::One>());
	}
	test.expect(items.lock().empty()); // the reservation was given up
	auto place = TRY(items.reserve(1000, GFP_KERNEL));
	std::move(place).fill(TRY(item(count, 7)));
	auto other = TRY(items.reserve(2000, GFP_KERNEL));
	{
		auto next = TRY(item(count, 8));
		auto locked = items.lock();
		locked.fill(std::move(other), std::move(next));
	}
	auto locked = items.lock();
	test.expect_eq(locked.find(1000)->number, 7u);
	test.expect_eq(locked.find(2000)->number, 8u);
	return ok;
}

/// The index is known only while a spinlock is held, where nothing may be allocated.
Result<> under_another_lock(kunit::Test &test)
{
	struct State {
		usize next = 1;
	};
	Count count;
	{
		Items items;
		SpinLock<State, "test.xarray_state"> state;
		auto nodes = TRY(XaNodes::create(GFP_KERNEL));
		test.expect_eq(nodes.count(), 21u);
		for (u32 i = 0; i < 64; i++) {
			auto next = TRY(item(count, i));
			TRY(nodes.refill(GFP_KERNEL));
			test.expect_eq(nodes.count(), nodes.wanted());
			auto locked = state.lock_irqsave();
			TRY(items.insert(locked->next, std::move(next), nodes));
			locked->next = locked->next * 2 + (i % 3 == 0); // up to the largest index
		}
		test.expect(count.is(64));
		auto refused = TRY(item(count, 9));
		test.expect_error(items.insert(1, std::move(refused), nodes), EEXIST);
		test.expect_eq(refused->number, 9u);
		usize seen = 0;
		auto locked = items.lock();
		for (auto [index, each] : locked.items())
			test.expect_eq(each.number, seen++);
		test.expect_eq(seen, 64u);
	}
	test.expect(count.is(0));
	return ok;
}

/// The worst insertion takes exactly as many nodes as were allocated for it: the tree grows from one level to eleven.
Result<> worst_insertion(kunit::Test &test)
{
	Count count;
	Items items;

	TRY(items.insert(0, TRY(item(count, 0)), GFP_KERNEL));
	auto nodes = TRY(XaNodes::create(GFP_KERNEL));
	// The kernel allocates a node itself where it need not wait; the first one is always ours.
	TRY(items.insert(~usize{ 0 }, TRY(item(count, 1)), nodes));
	test.expect(nodes.count() < nodes.wanted());
	static_assert(XaNodes::most(~usize{ 0 }) == 21 && XaNodes::most(63) == 1 && XaNodes::most(64) == 3 &&
		      XaNodes::most(4095) == 3 && XaNodes::most(~0u) == 11);
	auto moved = std::move(nodes);
	test.expect_eq(nodes.count(), 0u);
	TRY(moved.refill(GFP_KERNEL));
	auto locked = items.lock();
	test.expect_eq(locked.find(0)->number, 0u);
	test.expect_eq(locked.find(~usize{ 0 })->number, 1u);
	return ok;
}

Result<> gives_indices(kunit::Test &test)
{
	Count count;
	{
		XArray<Box<Item>, "test.xarray_ids", XaIds::FromZero> from_zero;
		XArray<Box<Item>, "test.xarray_ids1", XaIds::FromOne> from_one;
		for (u32 i = 0; i < 70; i++) {
			test.expect_eq(TRY(from_zero.alloc(TRY(item(count, i)), GFP_KERNEL)), i);
			test.expect_eq(TRY(from_one.alloc(TRY(item(count, i)), GFP_KERNEL)), i + 1);
		}
		TRY(from_zero.remove(40));
		auto nodes = TRY(XaNodes::create(GFP_KERNEL, ~0u));
		{
			auto next = TRY(item(count, 5)), more = TRY(item(count, 6));
			auto locked = from_zero.lock();
			test.expect_eq(TRY(locked.alloc(std::move(next), nodes)), 40u);
			test.expect_error(locked.alloc(std::move(more), nodes, 69), EBUSY);
			test.expect_eq(more->number, 6u);
			test.expect_eq(TRY(locked.alloc(std::move(more), nodes)), 70u);
		}
		test.expect_error(from_zero.alloc(TRY(item(count, 1)), GFP_KERNEL, 9), EBUSY);
		{
			auto place = TRY(from_one.reserve(71, GFP_KERNEL));
			test.expect_eq(TRY(from_one.alloc(TRY(item(count, 1)), GFP_KERNEL)), 72u);
		}
		test.expect_eq(TRY(from_one.alloc(TRY(item(count, 1)), GFP_KERNEL)), 71u);
		TRY(from_one.remove(1));
		TRY(from_one.insert(1, TRY(item(count, 1)), nodes)); // marks the index as taken
		test.expect_eq(TRY(from_one.alloc(TRY(item(count, 1)), GFP_KERNEL)), 73u);
	}
	test.expect(count.is(0));
	return ok;
}

Result<> shared_items(kunit::Test &test)
{
	Count count;
	{
		XArray<Arc<Item>, "test.xarray_arc", XaIds::None, XaLock::Irq> items;
		auto one = TRY(make_arc<Item>(GFP_KERNEL, count, 1u));
		TRY(items.insert(3, one.share(), GFP_KERNEL));
		TRY(items.insert(4, one.share(), GFP_KERNEL)); // no link, so an Arc may be in the array twice
		auto out = TRY(items.remove(3));
		test.expect(ptr_eq(out, one));
		auto locked = items.lock();
		test.expect_eq(locked.find(4)->number, 1u);
	}
	test.expect(count.is(0));
	{
		XArray<Box<Item>, "test.xarray_bh", XaIds::None, XaLock::Bh> items;
		TRY(items.insert(100000, TRY(item(count, 1)), GFP_KERNEL));
	}
	test.expect(count.is(0));
	return ok;
}

Result<> rcu_readers(kunit::Test &test)
{
	Count count;
	{
		XArray<RcuBox<Item>, "test.xarray_rcu"> items;
		TRY(items.insert(5, TRY(make_rcu_box<Item>(GFP_KERNEL, count, 50u)), GFP_KERNEL));
		TRY(items.insert(6, TRY(make_rcu_box<Item>(GFP_KERNEL, count, 60u)), GFP_KERNEL));
		auto next = TRY(make_rcu_box<Item>(GFP_KERNEL, count, 51u));
		{
			rcu::ReadGuard reading;
			const Item *found = items.find(5, reading);
			test.expect_eq(found->number, 50u);
			test.expect_null(items.find(7, reading));
			auto old = items.replace(5, std::move(next));
			test.expect_eq(found->number, 50u); // valid as long as the guard
			test.expect_eq(items.find(5, reading)->number, 51u);
		}
		auto gone = TRY(items.remove(5));
		auto back = TRY(gone.reclaim());
		test.expect_eq(back->number, 51u);
	}
	rcu::barrier();
	test.expect(count.is(0));
	return ok;
}

static_assert(shareable<Items> && sendable<Items>);

/// An item whose destructor counts what it finds in its array.
struct Peer;
using Peers = XArray<Box<Peer>, "test.peers", XaIds::None, XaLock::Irq>;
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
		found += entry.index != 0;
}

/// No destructor finds an item that is destroyed already, or itself.
Result<> destroys_what_is_not_found(kunit::Test &test)
{
	u32 found = 0;
	{
		Peers peers;

		for (usize index : { 3u, 70u, 5000u })
			TRY(peers.insert(index, TRY(make_box<Peer>(GFP_KERNEL, peers, found)), GFP_KERNEL));
		auto reserved = TRY(peers.reserve(4, GFP_KERNEL));
	}
	test.expect_eq(found, 2u + 1u);
	return ok;
}

} // namespace

KUNIT_SUITE(xarray, { "stores_and_loads", stores_and_loads }, { "marks", marks }, { "reserves", reserves },
	    { "under_another_lock", under_another_lock }, { "worst_insertion", worst_insertion },
	    { "gives_indices", gives_indices }, { "shared_items", shared_items }, { "rcu_readers", rcu_readers },
	    { "destroys_what_is_not_found", destroys_what_is_not_found });
