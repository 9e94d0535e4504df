// SPDX-License-Identifier: GPL-2.0
//! A thread is told of itself, to ask whether to stop.
// EXPECT: a thread.s function takes a const ThisKthread

#include <kernel/kthread.hpp>

using namespace kernel;

Result<> start();
Result<> start()
{
#ifdef FIXED
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &) {}));
#else
	Kthread thread = TRY(Kthread::run(fmt("worker"), [] {}));
#endif
	return ok;
}
