// SPDX-License-Identifier: GPL-2.0
//! The coroutine takes the spinlock when it runs again.

#include <kernel/async/async.hpp>
#include <kernel/async/executor.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

using Rounds = SpinLock<u32, "poll.rounds">;

Async<u32> count(Gfp, Arc<Rounds> rounds);
Async<u32> count(Gfp, Arc<Rounds> rounds)
{
	CO_TRY(co_await async::yield());
	auto held = rounds->lock();

	co_return ++*held;
}
