// SPDX-License-Identifier: GPL-2.0
//! `kmalloc`.
// BEFORE: 12
#include <kernel/prelude.hpp>

using namespace kernel;

struct Disk {
	u32 size;
};
#ifdef FIXED
Result<u32> use();
Result<u32> use()
{
	auto disk = TRY(make_box<Disk>(GFP_KERNEL, 8u));
	return disk->size;
}
#else
u32 use();
u32 use()
{
	Disk *disk = kmalloc(sizeof(*disk), GFP_KERNEL); // MISTAKE: make_box<T>
	return disk->size;
}
#endif
