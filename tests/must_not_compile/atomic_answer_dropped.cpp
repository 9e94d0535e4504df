// SPDX-License-Identifier: GPL-2.0
//! Who does not want the old value says add(), which is cheaper.
// EXPECT: ignoring return value

#include <kernel/sync/atomic.hpp>

using namespace kernel;

void use(const Atomic<u32> &n)
{
#ifdef FIXED
	n.add(1);
#else
	n.fetch_add(1);
#endif
}
