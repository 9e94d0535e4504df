// SPDX-License-Identifier: GPL-2.0
//! A shared item may be in a list already.
// EXPECT: ignoring return

#include <kernel/list.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Job {
	TrackedListLink link;
};

Result<> use(List<Arc<Job>, &Job::link> &jobs, Arc<Job> job);
Result<> use(List<Arc<Job>, &Job::link> &jobs, Arc<Job> job)
{
#ifdef FIXED
	TRY(jobs.push_back(std::move(job)));
#else
	jobs.push_back(std::move(job));
#endif
	return ok;
}
