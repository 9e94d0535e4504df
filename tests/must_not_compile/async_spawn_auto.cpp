// SPDX-License-Identifier: GPL-2.0
//! `auto &` would be a reference, and the compiler does not tell.
// EXPECT: spawn: the coroutine says the types of its parameters

#include <kernel/async/executor.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

Result<> use(const async::Executor &executor)
{
#ifdef FIXED
	TRY(executor.spawn(GFP_KERNEL, [](Gfp, u32 number) -> Async<u32> { co_return number; }, 1u)).detach();
#else
	TRY(executor.spawn(GFP_KERNEL, [](Gfp, auto number) -> Async<u32> { co_return number; }, 1u)).detach();
#endif
	return ok;
}
