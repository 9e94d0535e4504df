// SPDX-License-Identifier: GPL-2.0
//! What is awaited ends the coroutine if it fails.
#include <kernel/async/sleep.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

Async<> blink(Gfp, u32 times);
Async<> blink(Gfp, u32 times)
{
	for (u32 i = 0; i < times; i++)
		CO_TRY(co_await async::sleep(1_s));
	co_return ok;
}
