// SPDX-License-Identifier: GPL-2.0
//! What belongs to this task is not handed to another.
// EXPECT: what a thread is given must be sendable

#include <kernel/kthread.hpp>

using namespace kernel;

struct Section : TaskBound {
	u32 depth = 0;
};
Result<> start();
Result<> start()
{
#ifdef FIXED
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &, u32) {}, 1u));
#else
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &, Section) {}, Section()));
#endif
	return ok;
}
