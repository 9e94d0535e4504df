// SPDX-License-Identifier: GPL-2.0
//! What is spawned outlives its caller's variables.
// EXPECT: spawn: the coroutine outlives its caller

#include <kernel/async/executor.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

static Async<u32> doubles(Gfp, const u32 &number) { co_return number * 2; }
static Async<u32> doubles_value(Gfp, u32 number) { co_return number * 2; }

Result<> use(const async::Executor &executor)
{
	const u32 number = 1;
#ifdef FIXED
	TRY(executor.spawn(GFP_KERNEL, doubles_value, number)).detach();
#else
	TRY(executor.spawn(GFP_KERNEL, doubles, number)).detach();
#endif
	return ok;
}
