// SPDX-License-Identifier: GPL-2.0
//! Another CPU's object is reached by nobody.
// EXPECT: no match for|base operand

#include <kernel/percpu.hpp>

using namespace kernel;

struct Counts {
	u64 reads;
};
void use(PerCpu<Counts> &counts)
{
#ifdef FIXED
	counts.local()->reads++;
#else
	counts->reads++;
#endif
}
