// SPDX-License-Identifier: GPL-2.0
//! Only a link links.
// EXPECT: the member is no link of this kind

#include <kernel/list.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Job {
	u32 number = 0;
	ListLink link;
};

void use();
void use()
{
#ifdef FIXED
	List<Box<Job>, &Job::link> jobs;
#else
	List<Box<Job>, &Job::number> jobs;
#endif
}
