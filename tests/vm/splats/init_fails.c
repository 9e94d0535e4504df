// SPDX-License-Identifier: GPL-2.0
/* A module that refuses to load. */

#include <linux/module.h>


static int __init init_fails_init(void)
{
	pr_info("init_fails: refusing\n");
	return -ENODEV;
}

static void __exit init_fails_exit(void)
{
}

module_init(init_fails_init);
module_exit(init_fails_exit);
MODULE_DESCRIPTION("a module that refuses to load");
MODULE_LICENSE("GPL");
