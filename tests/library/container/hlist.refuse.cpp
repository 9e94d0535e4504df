// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/container/hlist.hpp refuses.
#include <kernel/container/hlist.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED hlist_of_arcs_with_plain_link: give it a tracked link
// A shared item could be put into two lists at once.
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
