// SPDX-License-Identifier: GPL-2.0
//! The kernel does not use floating point.
// EXPECT: the kernel does not use floating point

#include <kernel/sync/atomic.hpp>

using namespace kernel;

#ifdef FIXED
constinit Atomic<u32> number;
#else
constinit Atomic<float> number;
#endif
