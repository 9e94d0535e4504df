// SPDX-License-Identifier: GPL-2.0
//! A member of a Result's value.
// BEFORE: 4
#include <kernel/prelude.hpp>

using namespace kernel;

struct Disk {
	u32 size;
};
Result<u32> use();
Result<u32> use()
{
	auto disk =
#ifdef FIXED
		TRY(make_box<Disk>(GFP_KERNEL, 8u));
	return disk->size;
#else
		make_box<Disk>(GFP_KERNEL, 8u);
	return disk->size; // MISTAKE: write TRY
#endif
}
