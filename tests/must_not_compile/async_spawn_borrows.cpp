// SPDX-License-Identifier: GPL-2.0
//! Who keeps what a pointer points to while the coroutine runs?
// EXPECT: spawn: a plain pointer

#include <kernel/async/executor.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

#ifdef FIXED
static Async<u32> reads(Gfp, Arc<u32> number) { co_return *number; }
#else
static Async<u32> reads(Gfp, const u32 *number) { co_return *number; }
#endif

Result<> use(const async::Executor &executor, const Arc<u32> &number)
{
#ifdef FIXED
	TRY(executor.spawn(GFP_KERNEL, reads, number.share())).detach();
#else
	TRY(executor.spawn(GFP_KERNEL, reads, &*number)).detach();
#endif
	return ok;
}
