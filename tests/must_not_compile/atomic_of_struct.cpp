// SPDX-License-Identifier: GPL-2.0
//! Data that belongs together is for a lock.
// EXPECT: put other data into a lock

#include <kernel/sync/atomic.hpp>

using namespace kernel;

struct Pair {
	u32 a, b;
};
#ifdef FIXED
constinit Atomic<u32> number;
#else
constinit Atomic<Pair> number;
#endif
