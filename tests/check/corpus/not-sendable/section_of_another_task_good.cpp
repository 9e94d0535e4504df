// SPDX-License-Identifier: GPL-2.0
//! The thread shares the mutex, and locks it itself.

#include <kernel/prelude.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

using Number = Mutex<u32, "section.number">;

namespace {

void count(const ThisKthread &, Arc<Number> own)
{
	auto number = own->lock();

	++*number;
}

} // namespace

Result<Kthread> start(const Arc<Number> &lock);
Result<Kthread> start(const Arc<Number> &lock)
{
	return Kthread::run(fmt("counter"), count, lock.share());
}
