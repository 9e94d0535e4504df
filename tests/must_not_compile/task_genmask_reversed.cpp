// SPDX-License-Identifier: GPL-2.0
//! The higher bit comes first.
// EXPECT: the higher bit comes first

#include <kernel/bits.hpp>

using namespace kernel;

#ifdef FIXED
static_assert(genmask<7, 4>());
#else
static_assert(genmask<4, 7>());
#endif
