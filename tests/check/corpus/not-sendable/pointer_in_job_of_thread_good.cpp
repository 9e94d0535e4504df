// SPDX-License-Identifier: GPL-2.0
//! The thread is an owner of what it counts in.

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

struct Job {
	Arc<Atomic<u32>> count;
};

namespace {

void count(const ThisKthread &, Job job)
{
	job.count->inc();
}

} // namespace

Result<Kthread> start();
Result<Kthread> start()
{
	auto number = TRY(make_arc<Atomic<u32>>(GFP_KERNEL));

	return Kthread::run(fmt("counter"), count, Job{ number.share() });
}
