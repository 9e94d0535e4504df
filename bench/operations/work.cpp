// SPDX-License-Identifier: GPL-2.0
//! Work items, from enqueueing to the end of the run.

#include <kernel/defer/workqueue.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/prelude.hpp>

#include "operations.h"

using namespace kernel;

namespace {

struct Job : WorkItem<Job, "bench.job"> {
	static void run(Arc<Job>) {}
};

class Disk final : Pinned {
public:
	Disk(Workqueue queue, Arc<Job> job) : queue_(std::move(queue)), job_(std::move(job)) {}

	bool flush_now() const
	{
		queue_.enqueue(flush_);
		return flush_.flush();
	}
	bool do_job() const
	{
		if (!queue_.enqueue(job_.share()).is_ok())
			return false;
		return workqueue::flush(job_);
	}

private:
	void flush() const {}

	Workqueue queue_;
	Arc<Job> job_;
	Work<Disk, "bench.flush"> flush_{ calls<&Disk::flush, &Disk::flush_> };
};

constinit Disk *disk = nullptr;

Result<> make()
{
	auto queue = TRY(Workqueue::create(fmt("bench_1")));
	auto job = TRY(make_arc<Job>(GFP_KERNEL));

	disk = TRY(make_box<Disk>(GFP_KERNEL, std::move(queue), std::move(job))).into_raw();
	return ok;
}

} // namespace

int cxx_work_setup()
{
	return make().to_c();
}
// SAFETY: from make(), and taken back once.
void cxx_work_teardown()
{
	auto gone = Box<Disk>::from_raw(unsafe, disk);
}

long cxx_work()
{
	return disk->flush_now();
}
long cxx_work_item()
{
	return disk->do_job();
}
