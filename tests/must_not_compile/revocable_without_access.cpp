// SPDX-License-Identifier: GPL-2.0
//! The object may be gone: ask first.
// EXPECT: no match for|base operand

#include <kernel/prelude.hpp>
#include <kernel/revocable.hpp>

using namespace kernel;

Result<u32> use(const Revocable<u32> &registers);
Result<u32> use(const Revocable<u32> &registers)
{
#ifdef FIXED
	auto access = TRY(registers.access());
	return *access;
#else
	return *registers;
#endif
}
