// SPDX-License-Identifier: GPL-2.0
//! The guard is unlocked to shorten the section, and then read once more for the log line.

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
		std::move(backlog).unlock();
		const u64 accepted = backlog->accepted; // BUG: unlocked-access, use-after-move, ended-loan
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
