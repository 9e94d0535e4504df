// SPDX-License-Identifier: GPL-2.0
//! A thread is started with a struct that has a pointer to a variable of the caller.

#include <kernel/prelude.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

struct Job {
	u32 *count;
};

namespace {

void count(const ThisKthread &, Job job)
{
	++*job.count;
}

} // namespace

Result<Kthread> start();
Result<Kthread> start()
{
	u32 number = 0;

	return Kthread::run(fmt("counter"), count, Job{ &number }); // BUG: types
}
