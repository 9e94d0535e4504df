// SPDX-License-Identifier: GPL-2.0
//! A copy of an atomic would be another variable.
// EXPECT: use of deleted function

#include <kernel/sync/atomic.hpp>

using namespace kernel;

void use(const Atomic<u32> &n)
{
#ifdef FIXED
	u32 now = n.load(relaxed);
#else
	Atomic<u32> now = n;
#endif
	(void)now;
}
