// SPDX-License-Identifier: GPL-2.0
//! The link is in the items.
// EXPECT: the link is a member of another class

#include <kernel/list.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Other {
	ListLink link;
};
struct Job {
	ListLink link;
};

void use();
void use()
{
#ifdef FIXED
	List<Box<Job>, &Job::link> jobs;
#else
	List<Box<Job>, &Other::link> jobs;
#endif
}
