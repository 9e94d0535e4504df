// SPDX-License-Identifier: GPL-2.0
//! A bit that the type does not have.
// EXPECT: T has no such bit

#include <kernel/bits.hpp>

using namespace kernel;

#ifdef FIXED
static_assert(bit<32, u64>());
#else
static_assert(bit<32>());
#endif
