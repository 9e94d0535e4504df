// SPDX-License-Identifier: GPL-2.0
//! A thread's function that captures.
// BEFORE: 8
#include <kernel/prelude.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

Result<Kthread> use(u32 number);
Result<Kthread> use(u32 number)
{
#ifdef FIXED
	return Kthread::run(fmt("counter"), [](const ThisKthread &, u32 number) { pr_info("{}", number); }, number);
#else
	return Kthread::run(fmt("counter"), [number](const ThisKthread &) { pr_info("{}", number); }); // MISTAKE: as arguments of run
#endif
}
