// SPDX-License-Identifier: GPL-2.0
//! Somebody owns the items: say who.
// EXPECT: a container holds Box<T>|incomplete type|no type named

#include <kernel/list.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Job {
	ListLink link;
};

void use();
void use()
{
#ifdef FIXED
	List<Box<Job>, &Job::link> jobs;
#else
	List<Job, &Job::link> jobs;
#endif
}
