// SPDX-License-Identifier: GPL-2.0
//! Not every byte that a process passes is a bool.
// EXPECT: constraints not satisfied|no matching function

#include <kernel/uaccess.hpp>

using namespace kernel;

struct Options {
	u32 speed;
	u16 mode;
	u8 level;
#ifdef FIXED
	u8 loud;
#else
	bool loud;
#endif
};
Result<u32> use(UserReader from);
Result<u32> use(UserReader from)
{
	return TRY(from.read<Options>()).speed;
}
