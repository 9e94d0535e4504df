// SPDX-License-Identifier: GPL-2.0
//! What takes longer than 20 ms is slept.
// EXPECT: error_this_delay_is_too_long_use_sleep

#include <kernel/time/delay.hpp>

using namespace kernel;

void pause();
void pause()
{
#ifdef FIXED
	delay(20_ms);
#else
	delay(21_ms);
#endif
}
