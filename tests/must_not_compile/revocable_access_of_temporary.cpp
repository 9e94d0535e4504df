// SPDX-License-Identifier: GPL-2.0
//! The access would be over at the semicolon.
// EXPECT: deleted function

#include <kernel/prelude.hpp>
#include <kernel/revocable.hpp>

using namespace kernel;

Result<u32> use(const Revocable<u32> &registers);
Result<u32> use(const Revocable<u32> &registers)
{
#ifdef FIXED
	auto access = TRY(registers.access());
	const u32 &value = *access;
#else
	const u32 &value = *TRY(registers.access());
#endif
	return u32{ value };
}
