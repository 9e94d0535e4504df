// SPDX-License-Identifier: GPL-2.0
//! Points of different clocks have no order.
// EXPECT: use of deleted function|no match for

#include <kernel/time/time.hpp>

using namespace kernel;

bool later(Instant<clock::Monotonic> a, Instant<clock::Boottime> b, Instant<clock::Monotonic> c);
bool later(Instant<clock::Monotonic> a, Instant<clock::Boottime> b, Instant<clock::Monotonic> c)
{
	(void)b;
	(void)c;
#ifdef FIXED
	return a > c;
#else
	return a > b;
#endif
}
