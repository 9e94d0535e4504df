// SPDX-License-Identifier: GPL-2.0
//! A function of C whose header is not included.
// BEFORE: 4
#include <kernel/prelude.hpp>

using namespace kernel;

u32 use();
u32 use()
{
#ifdef FIXED
	return 4;
#else
	return ::get_random_u32(); // MISTAKE: declared by <linux/random.hpp>
#endif
}
