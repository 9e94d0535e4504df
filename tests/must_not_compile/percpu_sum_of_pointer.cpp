// SPDX-License-Identifier: GPL-2.0
//! Only numbers have a sum.
// EXPECT: no matching function|constraints not satisfied

#include <kernel/percpu.hpp>

using namespace kernel;

struct Counts {
	u64 reads;
	void *last;
};
void use(PerCpu<Counts> &counts)
{
#ifdef FIXED
	(void)counts.sum(&Counts::reads);
#else
	(void)counts.sum(&Counts::last);
#endif
}
