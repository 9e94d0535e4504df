// SPDX-License-Identifier: GPL-2.0
//! Hash tables, with and without RCU, and the lists that they are made of.
#include "helpers.hpp"

#include <kernel/container/hashtable.hpp>
#include <kernel/container/hlist.hpp>
#include <kernel/container/rcu_hashtable.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

namespace {

struct Flow {
	Flow(const Count &count, u64 id, u32 number = 0) : alive(count), id(id), number(number) {}

	Alive alive;
	const u64 id;
	u32 number;
	HListLink link;
};

Result<Box<Flow>> flow(const Count &count, u64 id, u32 number = 0)
{
	return make_box<Flow>(GFP_KERNEL, count, id, number);
}

Result<> lists(kunit::Test &test)
{
	Count count;
	{
		HList<Box<Flow>, &Flow::link> flows;
		test.expect(flows.empty());
		test.expect_null(flows.front());
		test.expect_error(flows.pop_front(), ENOENT);
		for (u32 id = 1; id <= 5; id++)
			flows.push_front(TRY(flow(count, id)));
		flows.remove_if([](const Flow &each) { return each.id % 2 == 0; });
		u64 digits = 0;
		for (Flow &each : flows)
			digits = digits * 10 + each.id;
		test.expect_eq(digits, 531u);
		auto first = TRY(flows.pop_front());
		test.expect_eq(first->id, 5u);
		test.expect_eq(flows.front()->id, 3u);
	}
	test.expect(count.is(0));
	return ok;
}

Result<> finds(kunit::Test &test)
{
	Count count;
	{
		HashTable<Box<Flow>, &Flow::link, &Flow::id, 3> flows;
		test.expect(flows.empty());
		for (u64 id = 0; id < 60; id++)
			TRY(flows.insert(TRY(flow(count, id << 30, static_cast<u32>(id)))));
		auto twice = TRY(flow(count, 7ull << 30));
		test.expect_error(flows.insert(std::move(twice)), EEXIST);
		test.expect_eq(twice->id, 7ull << 30); // it was refused, so it was not moved
		for (u64 id = 0; id < 60; id++) {
			Flow *found = flows.find(id << 30);
			TRY(test.require_not_null(found));
			test.expect_eq(found->number, id);
		}
		test.expect_null(flows.find(1u));
		test.expect_error(flows.remove(1u), ENOENT);
		{
			auto removed = TRY(flows.remove(50ull << 30));
			test.expect_eq(removed->number, 50u);
		}
		test.expect_null(flows.find(50ull << 30));
		u32 sum = 0;
		flows.for_each([&](Flow &each) { sum += each.number; });
		test.expect_eq(sum, 1770u - 50u);
		flows.remove_if([](const Flow &each) { return each.number >= 10; });
		test.expect(count.is(10 + 1));
	}
	test.expect(count.is(0));
	return ok;
}

struct Named {
	Named(const Count &count, BStr name) : alive(count), name_(name) {}
	BStr name() const { return name_; }

	Alive alive;
	BStr name_; // refers to a literal
	TrackedHListLink link;
};

Result<> texts_and_shared_items(kunit::Test &test)
{
	Count count;
	{
		HashTable<Arc<Named>, &Named::link, &Named::name, 4> here, there;
		auto item = TRY(make_arc<Named>(GFP_KERNEL, count, BStr("alpha")));
		TRY(here.insert(item.share()));
		TRY(here.insert(TRY(make_arc<Named>(GFP_KERNEL, count, BStr("beta")))));
		test.expect_error(there.insert(item.share()), EBUSY);
		test.expect(here.has(*item) && !there.has(*item));
		test.expect(here.find(BStr("alpha")) == &*item);
		test.expect_null(here.find(BStr("alphabet")));
		test.expect_error(there.remove_item(*item), ENOENT);
		TRY(here.remove_item(*item));
		TRY(there.insert(item.share()));
		test.expect_null(here.find(BStr("alpha")));
		test.expect_not_null(here.find(BStr("beta")));
	}
	test.expect(count.is(0));
	return ok;
}

struct Route {
	Route(const Count &count, u32 address, u32 port) : alive(count), address(address), port(port), copy(~port) {}
	bool fine() const { return copy == ~port; }

	Alive alive;
	const u32 address, port, copy;
	HListLink link;
};
struct Routes {
	RcuHashTable<Route, &Route::link, &Route::address, 2> table;
};

Result<RcuBox<Route>> route(const Count &count, u32 address, u32 port)
{
	return make_rcu_box<Route>(GFP_KERNEL, count, address, port);
}

Result<> rcu_table(kunit::Test &test)
{
	Count count;
	{
		Mutex<Routes, "test.routes"> routes;
		const auto &table = rcu::unlocked(routes, &Routes::table);
		for (u32 address = 0; address < 20; address++)
			TRY(routes.lock()->table.insert(TRY(route(count, address, address * 2))));
		auto twice = TRY(route(count, 5, 1)), other = TRY(route(count, 50, 1));
		test.expect_error(routes.lock()->table.insert(std::move(twice)), EEXIST);
		test.expect_error(routes.lock()->table.replace(std::move(other)), ENOENT);
		test.expect_eq(other->address, 50u);
		{
			auto locked = routes.lock(); // readers do not wait for it
			rcu::ReadGuard reading;
			const Route *found = table.find(5u, reading);
			TRY(test.require_not_null(found));
			test.expect_eq(found->port, 10u);
			test.expect(locked->table.find(5u) == found);
			TRY(locked->table.replace(std::move(twice)));
			test.expect(found->fine());
			test.expect_eq(found->port, 10u); // valid as long as the guard
			test.expect_eq(table.find(5u, reading)->port, 1u);
			TRY(locked->table.remove(6u));
			test.expect_error(locked->table.remove(6u), ENOENT);
			test.expect_null(table.find(6u, reading));
			u32 seen = 0;
			table.for_each(reading, [&](const Route &each) { seen += each.fine(); });
			test.expect_eq(seen, 19u);
			locked->table.remove_if([](const Route &each) { return each.address < 10; });
			test.expect_null(table.find(9u, reading));
			test.expect_not_null(table.find(10u, reading));
		}
		auto gone = TRY(routes.lock()->table.remove(10u));
		auto back = TRY(gone.reclaim());
		test.expect_eq(back->port, 20u);
		TRY(routes.lock()->table.insert(std::move(back)));
	}
	rcu::barrier();
	test.expect(count.is(0));
	return ok;
}

/// Readers search while all items are inserted, replaced and removed.
Result<> rcu_storm(kunit::Test &test)
{
	struct Arena {
		Count count;
		Mutex<Routes, "test.routes_storm"> routes;
		Atomic<u32> found, broken;
	};
	auto arena = TRY(make_arc<Arena>(GFP_KERNEL));
	{
		auto thread = TRY(Kthread::run(
			fmt("test_hash"),
			[](const ThisKthread &self, Arc<Arena> arena) {
				const auto &table = rcu::unlocked(arena->routes, &Routes::table);
				u32 address = 0;
				while (!self.should_stop()) {
					rcu::ReadGuard reading;
					for (u32 i = 0; i < 64; i++)
						if (const Route *each = table.find(address++ % 16, reading)) {
							arena->found.inc();
							if (!each->fine())
								arena->broken.inc();
						}
				}
			},
			arena.share()));
		for (u32 round = 0; round < test.rounds(8); round++) {
			for (u32 address = 0; address < 16; address++)
				TRY(arena->routes.lock()->table.insert(TRY(route(arena->count, address, round))));
			for (u32 address = 0; address < 16; address += 2)
				TRY(arena->routes.lock()->table.replace(TRY(route(arena->count, address, round + 1))));
			for (u32 address = 0; address < 16; address++)
				TRY(arena->routes.lock()->table.remove(address));
		}
		thread.stop().ignore(); // the thread may not have begun
	}
	rcu::barrier();
	test.expect_eq(arena->broken.load(relaxed), 0u);
	test.expect(arena->count.is(0));
	return ok;
}

using Chain = Chained<TrackedHListLink>;

/// A destructor may remove the item that follows in the list.
Result<> destructor_removes_the_next(kunit::Test &test)
{
	Count count;
	{
		using Chains = HList<Box<Chain>, &Chain::link>;
		Chains chains;
		Chain *second = nullptr;

		for (u32 id : { 3u, 2u, 1u }) {
			auto chain = TRY(make_box<Chain>(GFP_KERNEL, count, id));

			chain->around = &chains;
			if (id == 2)
				second = chain.get();
			if (id == 1)
				chain->next = &second;
			chain->remove = [](void *around, Chain &gone) {
				static_cast<Chains *>(around)->remove(gone).ignore();
			};
			chains.push_front(std::move(chain));
		}
		chains.remove_if([](const Chain &each) { return each.id == 1; });
		test.expect(count.is(1));
		test.expect_eq(chains.front()->id, 3u);
	}
	{
		using Chains = HashTable<Box<Chain>, &Chain::link, &Chain::id, 1>;
		Chains chains;
		Chain *second = nullptr;
		u32 in_one_list = 0, first = 0;

		for (u32 id = 1; in_one_list < 3; id++) {
			if (Hash<u32>::of(id, 1))
				continue;
			auto chain = TRY(make_box<Chain>(GFP_KERNEL, count, id));

			chain->around = &chains;
			if (++in_one_list == 2)
				second = chain.get();
			if (in_one_list == 3)
				chain->next = &second;
			chain->remove = [](void *around, Chain &gone) {
				static_cast<Chains *>(around)->remove_item(gone).ignore();
			};
			first = id;
			TRY(chains.insert(std::move(chain)));
		}
		chains.remove_if([=](const Chain &each) { return each.id == first; });
		test.expect(count.is(1));
	}
	test.expect(count.is(0));
	return ok;
}

} // namespace

KUNIT_SUITE(hashtable, { "lists", lists }, { "finds", finds }, { "texts_and_shared_items", texts_and_shared_items },
	    { "rcu_table", rcu_table }, { "rcu_storm", rcu_storm },
	    { "destructor_removes_the_next", destructor_removes_the_next });
