// SPDX-License-Identifier: GPL-2.0
//! Only what an executor runs can wait without a thread.
// EXPECT: unable to find the promise type for this coroutine

#include <kernel/async/async.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

#ifdef FIXED
Async<> use(Gfp)
{
	co_return co_await async::yield();
}
#else
Result<> use()
{
	return co_await async::yield();
}
#endif
