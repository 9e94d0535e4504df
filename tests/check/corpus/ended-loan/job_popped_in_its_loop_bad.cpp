// SPDX-License-Identifier: GPL-2.0
//! A loop over a list takes the front item out and frees it; the next step reads the link of the freed item.

#include <kernel/container/list.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Job {
	explicit Job(u32 priority) : priority(priority) {}

	const u32 priority;
	ListLink link;
};
using Jobs = List<Box<Job>, &Job::link>;

Result<> drop_urgent(Jobs &jobs);
Result<> drop_urgent(Jobs &jobs)
{
	for (Job &job : jobs) // BUG: ended-loan
		if (job.priority == 1)
			Box<Job> gone = TRY(jobs.pop_front());
	return ok;
}
