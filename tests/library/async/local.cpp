// SPDX-License-Identifier: GPL-2.0
//! Coroutines on the caller's thread.
#include "helpers.hpp"

#include <linux/delay.hpp>

#include <kernel/task/kthread.hpp>

using namespace kernel;
using async::LocalExecutor;

namespace {

Async<u32> counts(Gfp, Box<u32> number, Witness witness)
{
	for (u32 i = 0; i < 3; i++) {
		CO_TRY(co_await async::sleep(1_ms));
		++*number;
	}
	co_return *number + witness.number();
}

Async<> waits(Gfp, Witness, Outlives<async::Event<"test.begun">> begun)
{
	begun->set();
	co_return co_await async::sleep(3600_s);
}

/// Fetches an item, and cancels its own job in the ready() call with the number `at`: the first call, the call after
/// arm(), or the call after a wake-up.
struct Fetched {
	Outlives<async::JoinHandle<u32> *> own;
	u32 at;
};
struct Fetch : async::Awaitable<Fetch> {
	explicit Fetch(const Fetched &how) : how(how) {}
	void arm(async::Waker waker) { waker.wake(); }
	bool ready()
	{
		if (asked++ != how.at)
			return false;
		(*how.own)->cancel();
		return true;
	}
	void disarm() {}
	Result<u32> take() { return 7u; }

	const Fetched &how;
	u32 asked = 0;
};
Async<u32> fetches(Gfp, Fetched how)
{
	const u32 fetched = CO_TRY(co_await Fetch(how));
	const auto next = co_await async::yield();

	co_return next.is_ok() ? 0 : fetched;
}

/// A fetched item is yielded although the job was cancelled at that moment; the next wait fails.
Result<> fetched_while_cancelled(kunit::Test &test)
{
	for (u32 at : { 0u, 1u, 2u }) {
		auto executor = TRY(LocalExecutor::create(GFP_KERNEL));
		async::JoinHandle<u32> *own = nullptr;
		// SAFETY: `own` lives until the coroutine has ended.
		auto handle = TRY(executor.spawn(GFP_KERNEL, fetches, Fetched{ { unsafe, &own }, at }));

		own = &handle;
		executor.run();
		test.expect_eq(TRY(handle.join()), 7u);
	}
	return ok;
}

Result<> runs(kunit::Test &test)
{
	Count alive;
	auto executor = TRY(LocalExecutor::create(GFP_KERNEL));
	auto a = TRY(executor.spawn(GFP_KERNEL, counts, TRY(make_box<u32>(GFP_KERNEL, 1u)), Witness(alive)));
	auto b = TRY(executor.spawn(GFP_KERNEL, counts, TRY(make_box<u32>(GFP_KERNEL, 2u)), Witness(alive)));
	test.expect(!a.finished());
	executor.run();
	test.expect_eq(TRY(a.join()), 4);
	test.expect_eq(TRY(b.join()), 5);
	test.expect_eq(alive.load(relaxed), 0);
	executor.run(); // finds nothing to run
	return ok;
}

Result<> ends(kunit::Test &test)
{
	Count alive;
	{
		auto executor = TRY(LocalExecutor::create(GFP_KERNEL));
		TRY(executor.spawn(GFP_KERNEL, counts, TRY(make_box<u32>(GFP_KERNEL, 1u)), Witness(alive))).detach();
	}
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

/// Runs until the thread is told to stop; then waiting coroutines are cancelled.
Result<> ends_with_its_thread(kunit::Test &test)
{
	Count alive;
	async::Event<"test.begun"> begun;
	{
		// SAFETY: the thread ends within this block.
		auto thread = TRY(Kthread::run(
			fmt("test"),
			[](const ThisKthread &self, Count *alive, async::Event<"test.begun"> *begun) -> Result<> {
				auto executor = TRY(LocalExecutor::create(GFP_KERNEL));
				for (u32 i = 0; i < 2; i++)
					TRY(executor.spawn(GFP_KERNEL, waits, Witness(*alive),
							   Outlives<async::Event<"test.begun">>(unsafe, begun)))
						.detach();
				executor.run(self);
				return ok;
			},
			Outlives<Count>(unsafe, &alive), Outlives<async::Event<"test.begun">>(unsafe, &begun)));
		// The coroutines do not begin if there was no memory for them.
		for (u32 i = 0; i < 100 && !begun.is_set() && !thread.finished(); i++)
			::msleep(1);
		TRY(thread.stop());
	}
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

KUNIT_SUITE(async_local, { "runs", runs }, { "fetched_while_cancelled", fetched_while_cancelled }, { "ends", ends },
	    { "ends_with_its_thread", ends_with_its_thread });

} // namespace
