// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>

static int __init only_c_init(void)
{
	return 0;
}
static void __exit only_c_exit(void)
{
}
module_init(only_c_init);
module_exit(only_c_exit);
MODULE_LICENSE("GPL");
