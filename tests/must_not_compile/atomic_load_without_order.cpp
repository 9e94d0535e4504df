// SPDX-License-Identifier: GPL-2.0
//! What a load orders is said, not guessed.
// EXPECT: no matching function for call to

#include <kernel/sync/atomic.hpp>

using namespace kernel;

u32 use(const Atomic<u32> &n)
{
#ifdef FIXED
	return n.load(relaxed);
#else
	return n.load();
#endif
}
