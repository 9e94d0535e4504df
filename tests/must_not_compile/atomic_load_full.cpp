// SPDX-License-Identifier: GPL-2.0
//! The kernel has no fully ordered load: that is a barrier and a load.
// EXPECT: load\(\) is relaxed or acquire

#include <kernel/sync/atomic.hpp>

using namespace kernel;

u32 use(const Atomic<u32> &n)
{
#ifdef FIXED
	return n.load(acquire);
#else
	return n.load(full);
#endif
}
