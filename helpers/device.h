/* SPDX-License-Identifier: GPL-2.0 */
/* Devices: what became a macro between kernels. */
#ifndef KXX_HELPERS_DEVICE_H
#define KXX_HELPERS_DEVICE_H

#include <linux/device.h>

/* Zero, or a negative errno; then the action was called. */
static __always_inline int kxx_devm_add_action_or_reset(struct device *device, void (*action)(void *),
							void *data)
{
	return devm_add_action_or_reset(device, action, data);
}

#endif
