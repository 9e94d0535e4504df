// SPDX-License-Identifier: GPL-2.0
//! There is an access only if it was not revoked.
// EXPECT: base operand|no match for

#include <kernel/prelude.hpp>
#include <kernel/revocable.hpp>

using namespace kernel;

struct Registers {
	u32 status = 0;
};

Result<u32> use(const Revocable<Registers> &registers);
Result<u32> use(const Revocable<Registers> &registers)
{
#ifdef FIXED
	auto access = TRY(registers.access());
#else
	auto access = registers.access();
#endif
	return u32{ access->status };
}
