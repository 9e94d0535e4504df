// SPDX-License-Identifier: GPL-2.0
//! A plain link does not know whether the item is in this list.
// EXPECT: only a TrackedListLink knows

#include <kernel/list.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Job {
#ifdef FIXED
	TrackedListLink link;
#else
	ListLink link;
#endif
};

void use(List<Box<Job>, &Job::link> &jobs, const Job &job);
void use(List<Box<Job>, &Job::link> &jobs, const Job &job)
{
	jobs.remove(job).ignore();
}
