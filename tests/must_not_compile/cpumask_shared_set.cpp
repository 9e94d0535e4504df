// SPDX-License-Identifier: GPL-2.0
//! The kernel's own masks are for reading.
// EXPECT: discards qualifiers|passing .const

#include <kernel/cpumask.hpp>

using namespace kernel;

Result<> use(CpuId cpu)
{
#ifdef FIXED
	auto mask = TRY(CpumaskVar::alloc(GFP_KERNEL));
	mask->copy_from(Cpumask::online());
	mask->clear(cpu);
#else
	Cpumask::online().clear(cpu);
#endif
	return ok;
}
