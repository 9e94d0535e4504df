// SPDX-License-Identifier: GPL-2.0
//! A coroutine runs once: who awaits it gives it up.
// EXPECT: use of deleted function

#include <kernel/async/async.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

Async<u32> doubles(Gfp, u32 number) { co_return number * 2; }

Async<u32> use(Gfp flags)
{
	auto once = doubles(flags, 1);
#ifdef FIXED
	co_return co_await std::move(once);
#else
	co_return co_await once;
#endif
}
