// SPDX-License-Identifier: GPL-2.0
//! `container_of`.
// BEFORE: 7
#include <kernel/prelude.hpp>

using namespace kernel;

struct Disk {
	u32 size;
	u32 sectors;
};
#ifdef FIXED
u32 use(Disk &disk);
u32 use(Disk &disk)
{
	return disk.size;
}
#else
u32 use(u32 *sectors);
u32 use(u32 *sectors)
{
	return container_of(sectors, Disk, sectors)->size; // MISTAKE: member function
}
#endif
