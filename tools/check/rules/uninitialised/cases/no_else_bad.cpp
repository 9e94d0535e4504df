// SPDX-License-Identifier: GPL-2.0
//! A chain of conditions without an else gives a variable its value.
#include <kernel/prelude.hpp>

using namespace kernel;

u32 speed(u32 mode);
u32 speed(u32 mode)
{
	u32 speed;

	if (mode == 0)
		speed = 10;
	else if (mode == 1)
		speed = 100;
	return speed; // BUG: uninitialised
}
