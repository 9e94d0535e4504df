// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/time/delay.hpp refuses.
#include <kernel/time/delay.hpp>

using namespace kernel;

// REFUSED delay_of_variable: is not a constant expression|not usable in a constant
// A delay is a constant, so that its length can be checked.
void pause(Delta span);
void pause(Delta span)
{
#ifdef FIXED
	delay_at_most_20ms(span);
#else
	delay(span);
#endif
}

// REFUSED delay_too_long: error_this_delay_is_too_long_use_sleep
// A delay of more than 20 ms is a sleep.
void pause();
void pause()
{
#ifdef FIXED
	delay(20_ms);
#else
	delay(21_ms);
#endif
}
