// SPDX-License-Identifier: GPL-2.0
//! A store cannot acquire.
// EXPECT: store\(\) is relaxed or release

#include <kernel/sync/atomic.hpp>

using namespace kernel;

void use(const Atomic<u32> &n)
{
#ifdef FIXED
	n.store(1, release);
#else
	n.store(1, acquire);
#endif
}
