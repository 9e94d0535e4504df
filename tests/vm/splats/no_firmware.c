// SPDX-License-Identifier: GPL-2.0
/* A module that continues without its firmware. */

#include <linux/device.h>
#include <linux/firmware.h>
#include <linux/module.h>

static int __init no_firmware_init(void)
{
	const struct firmware *firmware;
	struct device *device = root_device_register("no_firmware");

	if (IS_ERR(device))
		return PTR_ERR(device);
	if (!request_firmware_direct(&firmware, "absent.bin", device))
		release_firmware(firmware);
	if (!request_firmware(&firmware, "absent.bin", device))
		release_firmware(firmware);
	root_device_unregister(device);
	return 0;
}

static void __exit no_firmware_exit(void)
{
}

module_init(no_firmware_init);
module_exit(no_firmware_exit);
MODULE_DESCRIPTION("a module that goes on without its firmware");
MODULE_LICENSE("GPL");
