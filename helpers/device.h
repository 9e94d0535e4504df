/* SPDX-License-Identifier: GPL-2.0 */
/* Devices: a function that became a macro in newer kernels. */
#ifndef KXX_HELPERS_DEVICE_H
#define KXX_HELPERS_DEVICE_H

#include <linux/device.h>

/* Returns zero, or a negative errno after it has called the action. */
static __always_inline int kxx_devm_add_action_or_reset(struct device *device, void (*action)(void *),
							void *data)
{
	return devm_add_action_or_reset(device, action, data);
}

#endif
