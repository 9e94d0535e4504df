// SPDX-License-Identifier: GPL-2.0
//! Several tasks have access at once.
// EXPECT: read-only

#include <kernel/prelude.hpp>
#include <kernel/revocable.hpp>

using namespace kernel;

struct Registers {
	u32 status = 0;
#ifdef FIXED
	Atomic<u32> writes;
#endif
};

Result<> use(const Revocable<Registers> &registers);
Result<> use(const Revocable<Registers> &registers)
{
	auto access = TRY(registers.access());
#ifdef FIXED
	access->writes.inc();
#else
	access->status = 1;
#endif
	return ok;
}
