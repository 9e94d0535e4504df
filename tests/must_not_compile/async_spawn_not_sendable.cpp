// SPDX-License-Identifier: GPL-2.0
//! A coroutine is resumed by one thread after the other; the one of a LocalExecutor is not.
// EXPECT: spawn: a parameter is not sendable

#include <kernel/async/executor.hpp>
#include <kernel/async/local.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Mine : TaskBound {};

static Async<> keeps(Gfp, Mine) { co_return ok; }

#ifdef FIXED
Result<> use(async::LocalExecutor &executor)
#else
Result<> use(const async::Executor &executor)
#endif
{
	TRY(executor.spawn(GFP_KERNEL, keeps, Mine())).detach();
	return ok;
}
