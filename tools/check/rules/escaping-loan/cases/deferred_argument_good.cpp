// SPDX-License-Identifier: GPL-2.0
//! A coroutine that is awaited later keeps a reference to a temporary.
#include <kernel/async/sleep.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Pause {
	u32 milliseconds;
};

Async<> wait(Gfp, const Pause &pause)
{
	co_return co_await async::sleep(Jiffies::milliseconds(pause.milliseconds));
}

Async<> twice(Gfp flags);
Async<> twice(Gfp flags)
{
	const Pause pause{ 5 };
	auto first = wait(flags, pause);

	CO_TRY(co_await wait(flags, Pause{ 1 }));
	CO_TRY(co_await std::move(first));
	co_return ok;
}
