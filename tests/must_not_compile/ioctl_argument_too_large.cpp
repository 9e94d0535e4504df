// SPDX-License-Identifier: GPL-2.0
//! The size has 14 bits.
// EXPECT: smaller than 16 KiB

#include <kernel/ioctl.hpp>

using namespace kernel;

struct Table {
#ifdef FIXED
	u32 entries[1024];
#else
	u32 entries[4096];
#endif
};
static_assert(ioctl::Read<'k', 1, Table>::number != 0);
