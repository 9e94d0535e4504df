// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/file/mm.hpp refuses.
#include <kernel/file/mm.hpp>

using namespace kernel;

// REFUSED mm_area_kept: use of deleted function
// A VmArea is valid only during mmap().
void use(VmArea &area);
void use(VmArea &area)
{
#ifdef FIXED
	VmArea &kept = area;
#else
	VmArea kept = area;
#endif
	static_cast<void>(kept.size());
}

// REFUSED mm_memory_viewed: no matching function|has no member
// A process may change its memory at any moment, so there is no view of it.
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
