// SPDX-License-Identifier: GPL-2.0
//! What a lambda captured is not in the coroutine's frame.
// EXPECT: spawn: the coroutine captures nothing

#include <kernel/async/executor.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

Result<> use(const async::Executor &executor, u32 number)
{
#ifdef FIXED
	TRY(executor.spawn(GFP_KERNEL, [](Gfp, u32 number) -> Async<u32> { co_return number; }, number)).detach();
#else
	TRY(executor.spawn(GFP_KERNEL, [number](Gfp) -> Async<u32> { co_return number; })).detach();
#endif
	return ok;
}
