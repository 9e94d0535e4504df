// SPDX-License-Identifier: GPL-2.0
//! An atomic is not read in passing.
// EXPECT: cannot convert

#include <kernel/sync/atomic.hpp>

using namespace kernel;

u32 use(const Atomic<u32> &n)
{
#ifdef FIXED
	return n.load(relaxed);
#else
	return n;
#endif
}
