// SPDX-License-Identifier: GPL-2.0
//! A delay is a constant, so that its length can be checked.
// EXPECT: is not a constant expression|not usable in a constant

#include <kernel/time/delay.hpp>

using namespace kernel;

void pause(Delta span);
void pause(Delta span)
{
#ifdef FIXED
	delay_at_most_20ms(span);
#else
	delay(span);
#endif
}
