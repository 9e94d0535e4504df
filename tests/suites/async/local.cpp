// SPDX-License-Identifier: GPL-2.0
//! Coroutines on the caller's thread.
#include "helpers.hpp"

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

KUNIT_SUITE(async_local, { "runs", runs }, { "ends", ends });

} // namespace
