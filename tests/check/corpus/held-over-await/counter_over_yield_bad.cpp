// SPDX-License-Identifier: GPL-2.0
//! A coroutine gives the processor away while it holds a spinlock.

#include <kernel/async/async.hpp>
#include <kernel/async/executor.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

using Rounds = SpinLock<u32, "poll.rounds">;

Async<u32> count(Gfp, Arc<Rounds> rounds);
Async<u32> count(Gfp, Arc<Rounds> rounds)
{
	auto held = rounds->lock();

	CO_TRY(co_await async::yield()); // BUG: held-over-await
	co_return ++*held;
}
