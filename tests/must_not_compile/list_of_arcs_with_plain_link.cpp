// SPDX-License-Identifier: GPL-2.0
//! A shared item could be put into two lists at once.
// EXPECT: give it a tracked link

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

void use();
void use()
{
	List<Arc<Job>, &Job::link> jobs;
}
