// SPDX-License-Identifier: GPL-2.0
//! A shared item could be put into two lists at once.
// EXPECT: give it a tracked link

#include <kernel/hlist.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Job {
#ifdef FIXED
	TrackedHListLink link;
#else
	HListLink link;
#endif
};

void use();
void use()
{
	HList<Arc<Job>, &Job::link> jobs;
}
