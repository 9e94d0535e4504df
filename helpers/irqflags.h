/* SPDX-License-Identifier: GPL-2.0 */
/* Interrupt state as a value. */
#ifndef KXX_HELPERS_IRQFLAGS_H
#define KXX_HELPERS_IRQFLAGS_H

#include <linux/irqflags.h>

static __always_inline unsigned long kxx_local_irq_save(void)
{
	unsigned long flags;

	local_irq_save(flags);
	return flags;
}

static __always_inline void kxx_local_irq_restore(unsigned long flags)
{
	local_irq_restore(flags);
}

static __always_inline unsigned long kxx_local_save_flags(void)
{
	unsigned long flags;

	local_save_flags(flags);
	return flags;
}

#endif
