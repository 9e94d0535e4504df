// SPDX-License-Identifier: GPL-2.0
//! There is no view of what a process changes at any moment.
// EXPECT: no matching function|has no member

#include <kernel/mm.hpp>

using namespace kernel;

Result<> use(const UserMemory &memory);
Result<> use(const UserMemory &memory)
{
#ifdef FIXED
	u8 bytes[16];
	return memory.read(0, span_of(bytes));
#else
	for (u8 byte : span_of(memory))
		static_cast<void>(byte);
	return ok;
#endif
}
