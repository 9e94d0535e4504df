// SPDX-License-Identifier: GPL-2.0
//! An item is linked by its address, so it is not copied.
// EXPECT: use of deleted function

#include <kernel/list.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Job {
	u32 number = 0;
	ListLink link;
};

u32 use(const Job &job);
u32 use(const Job &job)
{
#ifdef FIXED
	const Job &same = job;
#else
	Job same = job;
#endif
	return same.number;
}
