// SPDX-License-Identifier: GPL-2.0
//! Coroutines on the caller's thread.
#include "helpers.hpp"

#include <linux/delay.hpp>

#include <kernel/kthread.hpp>

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
	executor.run(); // nothing
	return ok;
}

Result<> ends(kunit::Test &test)
{
	Count alive;
	{
		auto executor = TRY(LocalExecutor::create(GFP_KERNEL));
		TRY(executor.spawn(GFP_KERNEL, counts, TRY(make_box<u32>(GFP_KERNEL, 1u)), Witness(alive)))
			.detach();
	}
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

/// Runs until the thread is told to stop; what waits then is cancelled.
Result<> ends_with_its_thread(kunit::Test &test)
{
	Count alive;
	async::Event<"test.begun"> begun;
	{
		// SAFETY: the thread ends within this block.
		auto thread = TRY(Kthread::run(fmt("test"), [](const ThisKthread &self, Count *alive,
							       async::Event<"test.begun"> *begun) -> Result<> {
			auto executor = TRY(LocalExecutor::create(GFP_KERNEL));
			for (u32 i = 0; i < 2; i++)
				TRY(executor.spawn(GFP_KERNEL, waits, Witness(*alive),
						   Outlives<async::Event<"test.begun">>(unsafe, begun)))
					.detach();
			executor.run(self);
			return ok;
		}, Outlives<Count>(unsafe, &alive), Outlives<async::Event<"test.begun">>(unsafe, &begun)));
		// Nothing begins when there was no memory for it.
		for (u32 i = 0; i < 100 && !begun.is_set() && !thread.finished(); i++)
			::msleep(1);
		TRY(thread.stop());
	}
	test.expect_eq(alive.load(relaxed), 0);
	return ok;
}

KUNIT_SUITE(async_local, { "runs", runs }, { "ends", ends },
	    { "ends_with_its_thread", ends_with_its_thread });

} // namespace
