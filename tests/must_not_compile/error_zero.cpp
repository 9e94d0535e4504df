// SPDX-License-Identifier: GPL-2.0
//! Zero is success, not an Error.
// EXPECT: not a constant expression|unreachable

#include <kernel/prelude.hpp>

using namespace kernel;

#ifdef FIXED
constexpr Error none{ 5 };
#else
constexpr Error none{ 0 };
#endif
