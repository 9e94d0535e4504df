// SPDX-License-Identifier: GPL-2.0
//! An area is there during mmap() only.
// EXPECT: use of deleted function

#include <kernel/mm.hpp>

using namespace kernel;

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
