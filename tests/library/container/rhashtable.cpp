// SPDX-License-Identifier: GPL-2.0
//! Tables that grow, found by readers and changed by several threads.
#include <kernel/container/rhashtable.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/rcu.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/wait/completion.hpp>

using namespace kernel;

namespace {

constinit Atomic<i32> alive{ 0 };

struct Session {
	explicit Session(u64 id, u32 number = 0) : id(id), number(number) { alive.inc(); }
	~Session() { alive.dec(); }

	const u64 id;
	const u32 number;
	RhashLink link;
};
using Sessions = RhashTable<Session, &Session::link, &Session::id>;

Result<> insert(const Sessions &sessions, u64 id, u32 number = 0)
{
	return sessions.insert(TRY(make_rcu_box<Session>(GFP_KERNEL, id, number)));
}

Result<> finds(kunit::Test &test)
{
	{
		auto sessions = TRY(make_box<Sessions>(GFP_KERNEL, Sessions::create()));

		test.expect_eq(sessions->count(), 0u);
		TRY(insert(*sessions, 7, 1));
		TRY(insert(*sessions, ~u64{ 0 }, 2));
		{
			rcu::ReadGuard reading;
			const Session *found = sessions->find(7, reading);
			TRY(test.require(found));
			test.expect_eq(found->number, 1u);
			test.expect_null(sessions->find(8, reading));
			TRY(test.require(sessions->find(~u64{ 0 }, reading)));
		}
		auto twice = TRY(make_rcu_box<Session>(GFP_KERNEL, 7u));
		test.expect_error(sessions->insert(std::move(twice)), EEXIST);
		test.expect_eq(twice->id, 7u); // it was refused, so it was not moved
		test.expect_error(sessions->remove(8), ENOENT);
		{
			auto gone = TRY(sessions->remove(7));
			gone.wait();
		}
		test.expect_error(sessions->remove(7), ENOENT);
		TRY(sessions->insert(std::move(twice)));
		test.expect_eq(sessions->count(), 2u);
	}
	rcu::barrier();
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

Result<> grows_and_walks(kunit::Test &test)
{
	static constexpr u32 count = 56; // a table of 64 buckets grows when it is three quarters full
	{
		auto sessions = TRY(make_box<Sessions>(GFP_KERNEL, Sessions::create()));

		for (u32 i = 0; i < count; i++)
			TRY(insert(*sessions, u64{ i } << 32, i));
		test.expect_eq(sessions->count(), count);
		u64 seen = 0;
		sessions->for_each([&](const Session &each) { seen |= u64{ 1 } << each.number; });
		test.expect_eq(seen, (u64{ 1 } << count) - 1);
		sessions->remove_if([](const Session &each) { return each.number % 4 != 0; });
		test.expect_eq(sessions->count(), count / 4);
		for (u32 i = 0; i < count; i++) {
			rcu::ReadGuard reading;
			test.expect_eq(sessions->find(u64{ i } << 32, reading) != nullptr, i % 4 == 0);
		}
	}
	rcu::barrier();
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

Result<> has_a_limit(kunit::Test &test)
{
	{
		auto sessions = TRY(make_box<Sessions>(GFP_KERNEL, Sessions::create({ .most = 8 })));
		u32 inside = 0;
		Error error = EINVAL;

		for (u32 i = 0; i < 20; i++) {
			auto done = insert(*sessions, i);
			inside += done.is_ok();
			if (done.is_error())
				error = done.error();
		}
		test.expect(inside >= 8 && inside <= 16);
		test.expect(error == E2BIG || error == ENOMEM);
		test.expect_eq(sessions->count(), inside);
	}
	rcu::barrier();
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

/// Keys that two threads insert and remove at once.
struct Race {
	Sessions sessions;
	Atomic<u32> inserted, removed;
	Completion<"rhashtable.race"> done;
};

Result<> is_changed_by_several(kunit::Test &test)
{
	{
		auto race = TRY(make_arc<Race>(
			GFP_KERNEL,
			in_place::fields<Race>(in_place::field<&Race::sessions>(Sessions::create()),
					       in_place::field<&Race::inserted>(0u),
					       in_place::field<&Race::removed>(0u), in_place::field<&Race::done>())));
		auto rounds = [](const Race &race) {
			for (u32 i = 0; i < 25; i++) {
				race.inserted.add(insert(race.sessions, i % 7).is_ok());
				race.removed.add(race.sessions.remove((i * 5) % 7).is_ok());
			}
		};
		auto thread = TRY(Kthread::run(
			fmt("rhashtable"),
			[](const ThisKthread &, Arc<Race> race) {
				for (u32 i = 0; i < 25; i++) {
					race->inserted.add(insert(race->sessions, i % 7).is_ok());
					race->removed.add(race->sessions.remove((i * 3) % 7).is_ok());
				}
				race->done.complete();
			},
			race.share()));

		rounds(*race);
		race->done.wait();
		test.expect_eq(race->inserted.load(relaxed), race->removed.load(relaxed) + race->sessions.count());
	}
	rcu::barrier();
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

KUNIT_SUITE(rhashtable, { "finds", finds }, { "grows_and_walks", grows_and_walks }, { "has_a_limit", has_a_limit },
	    { "is_changed_by_several", is_changed_by_several });

} // namespace
