// SPDX-License-Identifier: GPL-2.0
//! The depth is compared, but passed on as it is.
#include <kernel/prelude.hpp>

using namespace kernel;

u32 search(u32 depth, u32 key);
u32 search(u32 depth, u32 key)
{
	if (depth > 16)
		return 0;
	return key ? search(depth, key / 3 + 1) : 1; // BUG: recursion
}
