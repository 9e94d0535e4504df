// SPDX-License-Identifier: GPL-2.0
//! Nobody can look into a capture.
// EXPECT: a thread.s function captures nothing

#include <kernel/kthread.hpp>

using namespace kernel;

Result<> start(u32 rounds);
Result<> start(u32 rounds)
{
#ifdef FIXED
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &, u32) {}, rounds));
#else
	Kthread thread = TRY(Kthread::run(fmt("worker"), [rounds](const ThisKthread &) { (void)rounds; }));
#endif
	return ok;
}
