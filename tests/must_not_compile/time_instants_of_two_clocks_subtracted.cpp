// SPDX-License-Identifier: GPL-2.0
//! Between points of different clocks lies no span.
// EXPECT: use of deleted function

#include <kernel/time/time.hpp>

using namespace kernel;

Delta between(Instant<clock::Realtime> a, Instant<clock::Tai> b, Instant<clock::Realtime> c);
Delta between(Instant<clock::Realtime> a, Instant<clock::Tai> b, Instant<clock::Realtime> c)
{
	(void)b;
	(void)c;
#ifdef FIXED
	return a - c;
#else
	return a - b;
#endif
}
