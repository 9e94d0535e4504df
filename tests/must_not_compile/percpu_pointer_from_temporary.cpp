// SPDX-License-Identifier: GPL-2.0
//! Without its guard the object is some other CPU's.
// EXPECT: use of deleted function

#include <kernel/percpu.hpp>

using namespace kernel;

void use(PerCpu<u64> &counts)
{
#ifdef FIXED
	auto mine = counts.local();
	u64 &number = *mine;
#else
	u64 &number = *counts.local();
#endif
	number = 1;
}
