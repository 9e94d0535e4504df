/* SPDX-License-Identifier: GPL-2.0 */
/* Delays: macros that check whether their argument is constant. */
#ifndef KXX_HELPERS_DELAY_H
#define KXX_HELPERS_DELAY_H

#include <linux/delay.h>
#include <linux/kernel.h>
#include <linux/sched.h>

static __always_inline void kxx_ndelay(unsigned long nanoseconds)
{
	ndelay(nanoseconds);
}

static __always_inline void kxx_udelay(unsigned long microseconds)
{
	udelay(microseconds);
}

#endif
