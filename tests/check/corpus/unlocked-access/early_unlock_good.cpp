// SPDX-License-Identifier: GPL-2.0
//! The value for the log line is read before the guard is unlocked.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Job {
	u32 id;
	u32 priority;
};
struct Backlog {
	Vec<Job> jobs;
	u64 accepted = 0;
};

class Scheduler final {
public:
	Result<> submit(Job job) const
	{
		auto backlog = backlog_.lock();

		if (backlog->jobs.size() > 100)
			return EAGAIN;
		TRY(backlog->jobs.push(job, GFP_KERNEL));
		backlog->accepted++;
		const u64 accepted = backlog->accepted;
		std::move(backlog).unlock();
		pr_info("job {} is number {}", job.id, accepted);
		return ok;
	}

private:
	Mutex<Backlog, "scheduler.backlog"> backlog_;
};

} // namespace

Result<> submit_some();
Result<> submit_some()
{
	Scheduler scheduler;

	TRY(scheduler.submit({ 1, 3 }));
	return scheduler.submit({ 2, 1 });
}
