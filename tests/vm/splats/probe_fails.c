// SPDX-License-Identifier: GPL-2.0
/* A driver whose probe fails. */

#include <linux/module.h>
#include <linux/platform_device.h>

static struct platform_device *device;

static int probe_fails_probe(struct platform_device *pdev)
{
	return -EIO;
}

static struct platform_driver driver = {
	.probe = probe_fails_probe,
	.driver = { .name = "probe_fails" },
};

static int __init probe_fails_init(void)
{
	int error = platform_driver_register(&driver);

	if (error)
		return error;
	device = platform_device_register_simple("probe_fails", 0, NULL, 0);
	if (IS_ERR(device))
		platform_driver_unregister(&driver);
	return PTR_ERR_OR_ZERO(device);
}

static void __exit probe_fails_exit(void)
{
	platform_device_unregister(device);
	platform_driver_unregister(&driver);
}

module_init(probe_fails_init);
module_exit(probe_fails_exit);
MODULE_DESCRIPTION("a driver that does not come to terms with its device");
MODULE_LICENSE("GPL");
