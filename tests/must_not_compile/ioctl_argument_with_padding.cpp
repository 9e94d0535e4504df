// SPDX-License-Identifier: GPL-2.0
//! Padding would carry old memory of the kernel to the process.
// EXPECT: without padding

#include <kernel/ioctl.hpp>

using namespace kernel;

struct Answer {
	u64 number;
	u32 kind;
#ifdef FIXED
	u32 zero;
#endif
};
static_assert(ioctl::Read<'k', 1, Answer>::number != 0);
