// SPDX-License-Identifier: GPL-2.0
//! The kernel has no arithmetic on small atomics.
// EXPECT: no arithmetic on 8- and 16-bit atomics

#include <kernel/sync/atomic.hpp>

using namespace kernel;

#ifdef FIXED
constinit Atomic<u32> number;
#else
constinit Atomic<u16> number;
#endif
void use()
{
	(void)number.fetch_add(1);
}
