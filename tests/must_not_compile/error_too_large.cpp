// SPDX-License-Identifier: GPL-2.0
//! An errno is below 4096.
// EXPECT: not a constant expression|unreachable

#include <kernel/prelude.hpp>

using namespace kernel;

#ifdef FIXED
constexpr Error none{ 4095 };
#else
constexpr Error none{ 4096 };
#endif
