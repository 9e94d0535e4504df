// SPDX-License-Identifier: GPL-2.0
//! `new`.
// BUILT: the link finds it
// BEFORE: 2
#include <kernel/prelude.hpp>

using namespace kernel;

struct Disk {
	u32 size;
};
[[gnu::used]] Result<Box<Disk>> use();
Result<Box<Disk>> use()
{
#ifdef FIXED
	return make_box<Disk>(GFP_KERNEL, 8u);
#else
	auto *disk = new Disk{ 8 }; // MISTAKE: make_box<T>
	return disk ? Result<Box<Disk>>(ENODEV) : ENOMEM;
#endif
}
