// SPDX-License-Identifier: GPL-2.0
//! Waits until another thread has done something, with a time limit.
#pragma once

#include <linux/delay.hpp>

#include <kernel/base/types.hpp>

/// Whether the condition becomes true within some seconds.
template <typename Condition>
bool soon(Condition condition)
{
	for (kernel::u32 i = 0; i < 2000; i++) {
		if (condition())
			return true;
		::msleep(2);
	}
	return condition();
}
