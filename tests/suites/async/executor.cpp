// SPDX-License-Identifier: GPL-2.0
//! Coroutines on a work queue: starting, joining, cancelling, ending at every moment.
#include "helpers.hpp"

using namespace kernel;
using async::Executor;

namespace {

Async<u32> twice(Gfp, u32 n)
{
	CO_TRY(co_await async::yield());
	co_return n * 2;
}
Async<u32> forever(Gfp, Witness witness)
{
	Witness local(std::move(witness));
	for (;;)
		CO_TRY(co_await async::yield());
}
Async<u32> sleeper(Gfp, Witness witness)
{
	CO_TRY(co_await async::sleep(3600_s));
	co_return witness.number();
}
Async<u32> stubborn(Gfp, Witness witness)
{
	// Whoever ignores it goes on; what it waits for fails at once.
	test_again:
	for (u32 i = 0; i < 5; i++)
		if (auto slept = co_await async::sleep(3600_s); slept.error() != ECANCELED)
			goto test_again;
	co_return witness.number();
}

Result<> spawns(kunit::Test &test)
{
	auto executor = TRY(Executor::create(fmt("test")));
	auto a = TRY(executor.spawn(GFP_KERNEL, twice, 4u));
	auto b = TRY(executor.spawn(GFP_KERNEL, twice, 5u));
	auto c = TRY(executor.spawn(GFP_KERNEL, [](Gfp, Box<u32> box) -> Async<Box<u32>> {
		*box += 1;
		co_return std::move(box);
	}, TRY(make_box<u32>(GFP_KERNEL, 7u))));
	test.expect_eq(TRY(a.join()), 8);
	test.expect_error(a.join(), ESRCH);
	test.expect_eq(TRY(b.join()), 10);
	test.expect(b.finished());
	auto box = TRY(c.join());
	test.expect_eq(*box, 8);
	return ok;
}

Result<> cancels(kunit::Test &test)
{
	Count alive;
	auto executor = TRY(Executor::create(fmt("test")));
	auto a = TRY(executor.spawn(GFP_KERNEL, forever, Witness(alive)));
	auto b = TRY(executor.spawn(GFP_KERNEL, sleeper, Witness(alive)));
	auto c = TRY(executor.spawn(GFP_KERNEL, stubborn, Witness(alive, 5)));
	a.cancel();
	b.cancel();
	b.cancel();
	c.cancel();
	test.expect_error(a.join(), ECANCELED);
	test.expect_error(b.join(), ECANCELED);
	test.expect_eq(TRY(c.join()), 5);
	test.expect_eq(alive.load(relaxed), 0);
	a.cancel(); // nothing any more
	return ok;
}

/// The destructor ends what is there, whether it has begun, sleeps or runs.
Result<> ends(kunit::Test &test)
{
	Count alive;
	{
		auto executor = TRY(Executor::create(fmt("test")));
		for (u32 i = 0; i < 3; i++) {
			TRY(executor.spawn(GFP_KERNEL, forever, Witness(alive))).detach();
			TRY(executor.spawn(GFP_KERNEL, sleeper, Witness(alive))).detach();
		}
		auto kept = TRY(executor.spawn(GFP_KERNEL, sleeper, Witness(alive)));
		executor.stop();
		test.expect_eq(alive.load(relaxed), 0);
		test.expect(kept.finished());
		test.expect_error(executor.spawn(GFP_KERNEL, sleeper, Witness(alive)), ECANCELED);
		test.expect_error(kept.join(), ECANCELED);
	}
	test.expect_eq(alive.load(relaxed), 0);
	{
		auto executor = TRY(Executor::create(fmt("test")));
		TRY(executor.spawn(GFP_KERNEL, forever, Witness(alive))).detach();
	}
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

Async<u32> parent(Gfp flags, async::Spawner spawner)
{
	auto a = CO_TRY(spawner.spawn(flags, twice, 1u));
	auto b = CO_TRY(spawner.spawn(flags, twice, 2u));
	const u32 first = CO_TRY(co_await a);
	co_return first + CO_TRY(co_await b);
}
Result<> joins(kunit::Test &test)
{
	auto executor = TRY(Executor::create(fmt("test")));
	auto handle = TRY(executor.spawn(GFP_KERNEL, parent, executor.spawner()));
	test.expect_eq(TRY(handle.join()), 6);
	auto outlives = executor.spawner();
	executor.stop();
	test.expect_error(outlives.spawn(GFP_KERNEL, twice, 1u), ECANCELED);
	return ok;
}

Async<> times_out(Gfp, Outlives<WaitQueue<"test.never">> queue)
{
	const auto none = co_await async::timeout(1_ms, async::wait(*queue, [] { return false; }));
	if (none.error() != ETIMEDOUT)
		co_return EINVAL;
	CO_TRY(co_await async::timeout(3600_s, async::wait(*queue, [] { return true; })));
	CO_TRY(co_await async::sleep(1_ms));
	co_return co_await async::timeout(3600_s, async::sleep(1_ms));
}
Result<> timeouts(kunit::Test &test)
{
	WaitQueue<"test.never"> queue;
	auto executor = TRY(Executor::create(fmt("test")));
	// SAFETY: the executor ends before the queue.
	auto handle = TRY(executor.spawn(GFP_KERNEL, times_out,
					 Outlives<WaitQueue<"test.never">>(unsafe, &queue)));
	TRY(handle.join());
	test.expect(!queue.has_waiters());
	return ok;
}

struct Shared {
	WaitQueue<"test.ping"> queue;
	Atomic<u32> turn{ 0 };
};
Async<u32> player(Gfp, Arc<Shared> shared, u32 me, u32 rounds)
{
	for (u32 i = 0; i < rounds; i++) {
		CO_TRY(co_await async::wait(shared->queue, [&] {
			return shared->turn.load(acquire) % 2 == me;
		}));
		shared->turn.inc();
		shared->queue.wake_up();
	}
	co_return me;
}
/// Two that wait for each other, on all CPUs; wake-ups meet suspensions.
Result<> ping_pong(kunit::Test &test)
{
	auto executor = TRY(Executor::create(fmt("test"), { .unbound = true }));
	Arc<Shared> shared = TRY(make_arc<Shared>(GFP_KERNEL));
	auto a = TRY(executor.spawn(GFP_KERNEL, player, shared.share(), 0u, 100u));
	auto b = TRY(executor.spawn(GFP_KERNEL, player, shared.share(), 1u, 100u));
	for (u32 i = 0; i < 200; i++)
		shared->queue.wake_up(); // for nothing
	test.expect_eq(TRY(a.join()), 0);
	test.expect_eq(TRY(b.join()), 1);
	test.expect_eq(shared->turn.load(relaxed), 200);
	return ok;
}

KUNIT_SUITE(async_executor, { "spawns", spawns }, { "cancels", cancels }, { "ends", ends }, { "joins", joins },
	    { "timeouts", timeouts }, { "ping_pong", ping_pong });

} // namespace

KERNEL_MODULE(kunit::Module, { .name = "suite_async", .license = "GPL" })
