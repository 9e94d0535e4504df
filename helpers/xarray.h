/* SPDX-License-Identifier: GPL-2.0 */
/* Interrupt-safe locking of trees that carry their own lock. */
#ifndef KXX_HELPERS_XARRAY_H
#define KXX_HELPERS_XARRAY_H

#include <linux/xarray.h>

static __always_inline unsigned long kxx_xa_lock_irqsave(struct xarray *xa)
{
	unsigned long flags;

	xa_lock_irqsave(xa, flags);
	return flags;
}

#endif
