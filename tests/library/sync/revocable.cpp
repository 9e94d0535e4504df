// SPDX-License-Identifier: GPL-2.0
//! Objects that are taken away while others use them.
#include "rcu_helpers.hpp"

#include <kernel/sync/revocable.hpp>
#include <kernel/memory/arc.hpp>

using namespace kernel;

namespace {

Result<u32> read(const Revocable<Witness> &revocable)
{
	auto witness = TRY(revocable.access());
	return witness->number;
}

Result<> access_then_revoke(kunit::Test &test)
{
	Count alive;
	{
		Revocable<Witness> revocable(alive, 3u);
		test.expect_eq(TRY(read(revocable)), 3);
		test.expect(!revocable.revoked());
		test.expect(revocable.revoke());
		test.expect_eq(alive.load(relaxed), 0);
		test.expect(revocable.revoked());
		test.expect_error(read(revocable), ENXIO);
		test.expect(!revocable.revoke());
		test.expect_eq(alive.load(relaxed), 0); // the object was not destroyed twice
	}
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

void destroyed_with_its_place(kunit::Test &test)
{
	Count alive;
	{
		Revocable<Witness> revocable(alive);
		test.expect_eq(alive.load(relaxed), 1);
	}
	test.expect_eq(alive.load(relaxed), 0);
	Revocable<Witness> other(alive);
	// SAFETY: nobody has an Access, and no other task knows the Revocable.
	test.expect(other.revoke(unsafe));
	test.expect_eq(alive.load(relaxed), 0);
}

/// An access that is moved ends its section once.
Result<> access_moves(kunit::Test &test)
{
	Count alive;
	Revocable<Witness> revocable(alive, 4u);
	const int before = ::preempt_count();
	{
		auto access = TRY(revocable.access());
		auto moved = std::move(access);
		test.expect_eq(moved->number, 4);
		test.expect_eq((*moved).copy, 4);
	}
	test.expect_eq(::preempt_count(), before);
	rcu::synchronize(); // in a section this would deadlock, or be reported
	test.expect(revocable.revoke());
	test.expect_error(revocable.access(), ENXIO);
	test.expect_eq(::preempt_count(), before);
	rcu::synchronize();
	return ok;
}

Result<> within_a_section(kunit::Test &test)
{
	Count alive;
	Revocable<Witness> revocable(alive, 5u);
	{
		rcu::ReadGuard reading;
		TRY(test.require_not_null(revocable.get(reading)));
		test.expect_eq(revocable.get(reading)->number, 5);
	}
	revocable.revoke();
	rcu::ReadGuard reading;
	test.expect_null(revocable.get(reading));
	return ok;
}

/// An initialiser that fails on request.
struct Maker {
	Count &alive;
	Error error = EINVAL;
	bool fails = false;

	Result<> construct(unsafe_t, Witness *place) &&
	{
		if (fails)
			return error;
		::new (static_cast<void *>(place)) Witness(alive, 6u);
		return ok;
	}
};

Result<> from_an_initialiser(kunit::Test &test)
{
	Count alive;
	Slot<Revocable<Witness>> slot;

	test.expect_error(slot.emplace(Revocable<Witness>::create(Maker{ alive, ENODEV, true })), ENODEV);
	test.expect_eq(alive.load(relaxed), 0);
	auto *revocable = TRY(slot.emplace(Revocable<Witness>::create(Maker{ alive })));
	test.expect_eq(TRY(read(*revocable)), 6);
	slot.reset();
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

struct Shared {
	explicit Shared(Count &alive) : revocable(alive, 1u) {}

	Revocable<Witness> revocable;
	Completion<"test.revocable.inside"> inside;
	Atomic<bool> leave;
	Atomic<bool> left;
	Atomic<u32> wrong;
	Atomic<u32> reads;
	Atomic<u32> refused;
};

Result<> revoking_waits(kunit::Test &test)
{
	Count alive;
	Shared shared(alive);
	auto thread = TRY(Kthread::run(
		fmt("kxx-user"),
		[](const ThisKthread &self, Shared *from) {
			Result<> result = [&]() -> Result<> {
				auto witness = TRY(from->revocable.access());
				from->inside.complete();
				const u32 begin = from->reads.load(relaxed);
				while (!from->leave.load(relaxed) && !self.should_stop())
					cpu_relax();
				if (!witness->fine() || begin)
					from->wrong.inc();
				from->left.store(true, relaxed);
				return ok;
			}();
			if (!result)
				from->wrong.inc();
		},
		// SAFETY: `shared` lives until the thread has been joined.
		Outlives(unsafe, &shared)));

	shared.inside.wait();
	auto helper = TRY(Kthread::run(
		fmt("kxx-leave"),
		[](const ThisKthread &, Shared *from) {
			::msleep(10);
			from->leave.store(true, relaxed);
		},
		// SAFETY: `shared` lives until the thread has been joined.
		Outlives(unsafe, &shared)));
	test.expect(shared.revocable.revoke());
	test.expect(shared.left.load(relaxed));
	test.expect_eq(alive.load(relaxed), 0);
	test.expect_eq(shared.wrong.load(relaxed), 0);
	return ok;
}

/// The object is revoked while several tasks use it: each access finds it alive or not at all.
Result<> storm(kunit::Test &test)
{
	Count alive;
	Atomic<u32> reads;
	for (u32 round = 0; round < test.rounds(10); round++) {
		auto shared = TRY(make_arc<Shared>(GFP_KERNEL, alive));
		Vec<Kthread> users;
		TRY(users.reserve(3, GFP_KERNEL));
		for (u32 i = 0; i < 3; i++)
			TRY(users.push(TRY(Kthread::run(
					       fmt("kxx-user/{}", i),
					       [](const ThisKthread &self, Arc<Shared> from) {
						       while (!self.should_stop()) {
							       ::kxx_cond_resched();
							       auto witness = from->revocable.access();
							       if (auto *found = witness.get()) {
								       if (!(*found)->fine())
									       from->wrong.inc();
								       from->reads.inc();
							       } else {
								       from->refused.inc();
							       }
						       }
					       },
					       shared.share())),
				       GFP_KERNEL));
		test.expect(soon([&] { return shared->reads.load(relaxed) > 100; }));
		test.expect(shared->revocable.revoke());
		test.expect_eq(alive.load(relaxed), 0);
		test.expect(soon([&] { return shared->refused.load(relaxed) > 0; }));
		test.expect_eq(shared->wrong.load(relaxed), 0);
		reads.add(shared->reads.load(relaxed));
	}
	test.info("{} reads", reads.load(relaxed));
	return ok;
}

/// Two tasks revoke the object: only one of them succeeds.
Result<> revoked_once(kunit::Test &test)
{
	Count alive;
	Shared shared(alive);
	Vec<Kthread> threads;
	TRY(threads.reserve(2, GFP_KERNEL));
	for (u32 i = 0; i < 2; i++)
		TRY(threads.push(TRY(Kthread::run(
					 fmt("kxx-revoke/{}", i),
					 [](const ThisKthread &, Shared *from) {
						 from->reads.add(from->revocable.revoke());
						 from->refused.inc();
					 },
					 // SAFETY: `shared` lives until the threads have been joined.
					 Outlives(unsafe, &shared))),
				 GFP_KERNEL));
	test.expect(soon([&] { return shared.refused.load(relaxed) == 2; }));
	test.expect_eq(shared.reads.load(relaxed), 1);
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

using Domain = Srcu<"test.sleepable">;

struct Sleepable {
	Sleepable(const Domain &domain, Count &alive) : revocable(domain, alive, 2u) {}

	SleepableRevocable<Witness, "test.sleepable"> revocable;
	Completion<"test.sleepable.inside"> inside;
	Atomic<bool> left;
	Atomic<u32> wrong;
};

Result<> sleepable(kunit::Test &test)
{
	Count alive;
	Slot<Domain> slot;
	Sleepable shared(*TRY(slot.emplace(Domain::create())), alive);
	auto thread = TRY(Kthread::run(
		fmt("kxx-user"),
		[](const ThisKthread &, Sleepable *from) {
			auto access = from->revocable.access();
			auto *witness = access.get();
			from->inside.complete();
			::msleep(10);
			if (!witness || !(*witness)->fine())
				from->wrong.inc();
			from->left.store(true, relaxed);
		},
		// SAFETY: `shared` lives until the thread has been joined.
		Outlives(unsafe, &shared)));

	shared.inside.wait();
	test.expect(shared.revocable.revoke());
	test.expect(shared.left.load(relaxed));
	test.expect_eq(shared.wrong.load(relaxed), 0);
	test.expect_eq(alive.load(relaxed), 0);
	test.expect_error(shared.revocable.access(), ENXIO);
	test.expect(!shared.revocable.revoke());
	return ok;
}

} // namespace

KUNIT_SUITE(revocable, { "access_then_revoke", access_then_revoke },
	    { "destroyed_with_its_place", destroyed_with_its_place }, { "access_moves", access_moves },
	    { "within_a_section", within_a_section }, { "from_an_initialiser", from_an_initialiser },
	    { "revoking_waits", revoking_waits }, { "storm", storm }, { "revoked_once", revoked_once },
	    { "sleepable", sleepable });
