// SPDX-License-Identifier: GPL-2.0
//! A writer does not read.
// EXPECT: has no member named

#include <kernel/uaccess.hpp>

using namespace kernel;

#ifdef FIXED
Result<u32> use(UserReader from);
Result<u32> use(UserReader from)
#else
Result<u32> use(UserWriter from);
Result<u32> use(UserWriter from)
#endif
{
	return from.read<u32>();
}
