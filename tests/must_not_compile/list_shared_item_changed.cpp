// SPDX-License-Identifier: GPL-2.0
//! What is shared is only read, in a list as well.
// EXPECT: assignment of member .*read-only

#include <kernel/list.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Job {
	u32 number = 0;
	TrackedListLink link;
};
#ifdef FIXED
using Jobs = List<Box<Job>, &Job::link>;
#else
using Jobs = List<Arc<Job>, &Job::link>;
#endif

void use(Jobs &jobs);
void use(Jobs &jobs)
{
	for (auto &job : jobs)
		job.number = 1;
}
