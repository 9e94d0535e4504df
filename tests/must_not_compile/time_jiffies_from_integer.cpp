// SPDX-License-Identifier: GPL-2.0
//! A bare number of ticks is not a timeout.
// EXPECT: could not convert|no matching function|conversion from|is private

#include <kernel/time/jiffies.hpp>

using namespace kernel;

Jiffies timeout();
Jiffies timeout()
{
#ifdef FIXED
	return Jiffies::ticks(250);
#else
	return 250;
#endif
}
