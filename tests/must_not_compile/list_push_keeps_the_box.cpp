// SPDX-License-Identifier: GPL-2.0
//! What is in a list is owned by it: the Box is given away, in words.
// EXPECT: cannot bind rvalue reference

#include <kernel/list.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Job {
	ListLink link;
};

void use(List<Box<Job>, &Job::link> &jobs, Box<Job> job);
void use(List<Box<Job>, &Job::link> &jobs, Box<Job> job)
{
#ifdef FIXED
	jobs.push_back(std::move(job));
#else
	jobs.push_back(job);
#endif
}
