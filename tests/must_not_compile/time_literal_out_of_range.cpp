// SPDX-License-Identifier: GPL-2.0
//! A literal longer than 292 years.
// EXPECT: error_this_span_is_longer_than_a_delta

#include <kernel/time/time.hpp>

using namespace kernel;

#ifdef FIXED
constexpr Delta age = 9000000000_s;
#else
constexpr Delta age = 10000000000_s;
#endif
static_assert(age > 0_s);
