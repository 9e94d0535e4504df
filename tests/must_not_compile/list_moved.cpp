// SPDX-License-Identifier: GPL-2.0
//! The links point to the list.
// EXPECT: use of deleted function

#include <kernel/list.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Job {
	ListLink link;
};
using Jobs = List<Box<Job>, &Job::link>;

void use(Jobs &jobs);
void use(Jobs &jobs)
{
#ifdef FIXED
	Jobs others;
	others.append(jobs);
#else
	Jobs others = std::move(jobs);
#endif
}
