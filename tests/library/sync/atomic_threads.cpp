// SPDX-License-Identifier: GPL-2.0
//! Two threads use one object: no update is lost, and one-time events happen once.
#include <kernel/memory/arc.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/refcount.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/time/delay.hpp>
#include <kernel/wait/completion.hpp>
#include <kernel/wait/once.hpp>

using namespace kernel;

namespace {

constexpr u32 rounds = 20000;

/// The data that the threads of a case share.
struct Shared {
	Atomic<u32> started;
	Atomic<u32> u32_sum;
	Atomic<u64> u64_sum;
	Atomic<i32> balance;
	Atomic<u8> small;
	Atomic<u32> most;
	Refcount owners{ 1 };
	SetOnce<u32> value;
	Once once;
	Atomic<u32> winners;
	Atomic<u32> calls;
	FirstTime first;
	Completion<"test.atomic.done"> done;
};

/// Starts two threads at the same time, and waits for both.
template <typename Function>
Result<> both(const Arc<Shared> &shared, Function)
{
	auto main = [](const ThisKthread &, Arc<Shared> all, u32 which) {
		all->started.inc();
		while (all->started.load(relaxed) < 2)
			cond_resched();
		Function{}(*all, which);
		all->done.complete();
	};
	auto a = TRY(Kthread::run(fmt("atomic/a"), main, shared.share(), 0u));
	auto b = Kthread::run(fmt("atomic/b"), main, shared.share(), 1u);
	if (b.is_error())
		shared->started.inc(); // lets the first thread continue
	shared->done.wait();
	TRY(std::move(b));
	shared->done.wait();
	return ok;
}

Result<> sums(kunit::Test &test)
{
	auto shared = TRY(make_arc<Shared>(GFP_KERNEL));

	TRY(both(shared, [](const Shared &all, u32 which) {
		for (u32 i = 0; i < rounds; i++) {
			all.u32_sum.inc();
			all.u64_sum.add(1ull << 33);
			if (which)
				all.balance.inc();
			else
				all.balance.dec();
			u8 now = all.small.load(relaxed);
			while (!all.small.try_cmpxchg(now, now + 1))
				;
		}
	}));
	test.expect_eq(shared->u32_sum.load(relaxed), 2 * rounds);
	test.expect_eq(shared->u64_sum.load(relaxed), (2ull * rounds) << 33);
	test.expect_eq(shared->balance.load(relaxed), 0);
	test.expect_eq(shared->small.load(relaxed), static_cast<u8>(2 * rounds));
	return ok;
}

Result<> fetches_are_unique(kunit::Test &test)
{
	auto shared = TRY(make_arc<Shared>(GFP_KERNEL));

	// Each number is drawn once, so the sum of all drawn numbers is known.
	TRY(both(shared, [](const Shared &all, u32) {
		u64 drawn = 0;
		for (u32 i = 0; i < rounds; i++)
			drawn += all.u32_sum.fetch_inc();
		all.u64_sum.add(drawn);
	}));
	constexpr u64 n = 2ull * rounds;
	test.expect_eq(shared->u64_sum.load(relaxed), n * (n - 1) / 2);
	return ok;
}

Result<> refcounts(kunit::Test &test)
{
	auto shared = TRY(make_arc<Shared>(GFP_KERNEL));

	TRY(both(shared, [](const Shared &all, u32) {
		for (u32 i = 0; i < rounds; i++) {
			all.owners.inc();
			if (all.owners.inc_not_zero() && all.owners.dec_and_test())
				all.winners.inc();
			if (all.owners.dec_and_test())
				all.winners.inc();
		}
	}));
	test.expect_eq(shared->owners.read(), 1u);
	test.expect_eq(shared->winners.load(relaxed), 0u);
	return ok;
}

/// The last of the two threads destroys the object.
struct Dropped {
	explicit Dropped(Arc<Shared> shared) : shared(std::move(shared)) {}
	~Dropped() { shared->winners.inc(); }

	Arc<Shared> shared;
};

Result<> arcs_shared_and_dropped(kunit::Test &test)
{
	auto shared = TRY(make_arc<Shared>(GFP_KERNEL));
	{
		auto object = TRY(make_arc<Dropped>(GFP_KERNEL, shared.share()));
		auto main = [](const ThisKthread &, Arc<Dropped> mine) {
			const Arc<Shared> all = mine->shared.share();
			all->started.inc();
			while (all->started.load(relaxed) < 2)
				cond_resched();
			for (u32 i = 0; i < rounds; i++) {
				Arc<Dropped> another = mine.share();
				Arc<Dropped> moved = std::move(another);
			}
			{
				Arc<Dropped> last = std::move(mine);
			}
			all->done.complete();
		};
		auto a = TRY(Kthread::run(fmt("arc/a"), main, object.share()));
		auto b = Kthread::run(fmt("arc/b"), main, std::move(object));
		if (b.is_error())
			shared->started.inc();
		shared->done.wait();
		TRY(std::move(b));
		shared->done.wait();
	}
	test.expect_eq(shared->winners.load(relaxed), 1u);
	return ok;
}

Result<> once_for_both(kunit::Test &test)
{
	for (u32 i = 0; i < test.rounds(20); i++) {
		auto shared = TRY(make_arc<Shared>(GFP_KERNEL));
		TRY(both(shared, [](const Shared &all, u32 which) {
			if (all.value.populate(which))
				all.winners.inc();
			if (all.first.claim())
				all.winners.inc();
			all.once.call([&]() -> Result<> {
					all.calls.inc();
					cond_resched();
					return ok;
				})
				.ignore();
			// A caller that returns from call() sees the effect of the function.
			if (all.calls.load(relaxed) == 1)
				all.winners.inc();
		}));
		test.expect_eq(shared->calls.load(relaxed), 1u);
		test.expect_eq(shared->winners.load(relaxed), 4u);
		test.expect(shared->value.get() && *shared->value.get() < 2);
	}
	return ok;
}

Result<> one_gets_it_back(kunit::Test &test)
{
	auto shared = TRY(make_arc<Shared>(GFP_KERNEL));

	for (u32 i = 0; i < test.rounds(20); i++) {
		auto object = TRY(make_arc<u32>(GFP_KERNEL, 1u));
		shared->started.store(0, relaxed);
		auto main = [](const ThisKthread &, Arc<Shared> all, Arc<u32> mine) {
			all->started.inc();
			while (all->started.load(relaxed) < 2)
				cond_resched();
			if (auto unique = std::move(mine).into_unique_or_drop(); unique.is_ok())
				all->winners.inc();
			all->done.complete();
		};
		auto a = TRY(Kthread::run(fmt("unique/a"), main, shared.share(), object.share()));
		auto b = Kthread::run(fmt("unique/b"), main, shared.share(), std::move(object));
		if (b.is_error())
			shared->started.inc();
		shared->done.wait();
		TRY(std::move(b));
		shared->done.wait();
		test.expect_eq(shared->winners.load(relaxed), i + 1);
	}
	return ok;
}

} // namespace

KUNIT_SUITE(atomic_threads, { "sums", sums }, { "fetches_are_unique", fetches_are_unique }, { "refcounts", refcounts },
	    { "arcs_shared_and_dropped", arcs_shared_and_dropped }, { "once_for_both", once_for_both },
	    { "one_gets_it_back", one_gets_it_back });
