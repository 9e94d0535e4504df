// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/task/cpumask.hpp refuses.
#include <kernel/task/cpumask.hpp>

using namespace kernel;

// REFUSED cpumask_shared_set: discards qualifiers|passing .const
// The kernel's own masks are read-only.
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
