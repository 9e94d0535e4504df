// SPDX-License-Identifier: GPL-2.0
//! TRY returns, which a coroutine cannot.
// EXPECT: a 'return' statement is not allowed|return.*coroutine

#include <kernel/async/async.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

Result<u32> half(u32 number);

Async<u32> use(Gfp)
{
	co_await async::yield();
#ifdef FIXED
	co_return CO_TRY(half(4));
#else
	co_return TRY(half(4));
#endif
}
