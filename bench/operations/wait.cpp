// SPDX-License-Identifier: GPL-2.0
//! Completions and wait queues, in cases where nobody has to sleep.

#include <kernel/base/access_once.hpp>
#include <kernel/prelude.hpp>
#include <kernel/wait/completion.hpp>
#include <kernel/wait/wait.hpp>

#include "operations.h"

using namespace kernel;

namespace {

constinit Completion<"bench.answered"> answered;
constinit WaitQueue<"bench.queue"> queue;
constinit u64 ready = 1;

} // namespace

long cxx_completion()
{
	answered.complete();
	return answered.try_wait();
}

long cxx_completion_wait()
{
	answered.complete();
	answered.wait();
	return 0;
}

long cxx_wake_up()
{
	queue.wake_up();
	return 0;
}

long cxx_wait_true()
{
	return queue.wait_interruptible([] { return read_once(ready) != 0; }).to_c();
}
