// SPDX-License-Identifier: GPL-2.0
//! A cursor removes the item and stands on the next one.

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
	for (auto at = jobs.cursor_front(); Job *job = at.get();)
		if (job->priority == 1)
			TRY(at.remove());
		else
			at.next();
	return ok;
}
