// SPDX-License-Identifier: GPL-2.0
//! A point in ticks compares with a point only, since numbers wrap.
// EXPECT: no match for .operator<

#include <kernel/time/jiffies.hpp>

using namespace kernel;

bool past(JiffiesInstant deadline, usize now);
bool past(JiffiesInstant deadline, usize now)
{
#ifdef FIXED
	return deadline < JiffiesInstant::from_raw(now);
#else
	return deadline < now;
#endif
}
