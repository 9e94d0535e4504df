// SPDX-License-Identifier: GPL-2.0
//! A long of a 32-bit program is half as long.
// EXPECT: 32-bit programs

#include <kernel/ioctl.hpp>

using namespace kernel;

struct Area {
#ifdef FIXED
	u64 begin;
#else
	usize begin;
#endif
	u64 length;
};
static_assert(ioctl::Write<'k', 1, Area>::number != 0);
