// SPDX-License-Identifier: GPL-2.0
//! The guard says that the task stays on its CPU, and ends with the block.
// EXPECT: use of deleted function

#include <kernel/percpu.hpp>

using namespace kernel;

void use(PerCpu<u64> &counts)
{
	auto mine = counts.local();
#ifdef FIXED
	auto &same = mine;
#else
	auto same = std::move(mine);
#endif
	*same = 1;
}
