// SPDX-License-Identifier: GPL-2.0
//! The running task as seen by itself is not handed to another, where it would be somebody else.
// EXPECT: what a thread is given must be sendable

#include <kernel/task.hpp>
#include <kernel/kthread.hpp>

using namespace kernel;

Result<> start();
Result<> start()
{
#ifdef FIXED
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &, Ref<Task>) {}, current()->share()));
#else
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &, CurrentTask) {}, current()));
#endif
	return ok;
}
