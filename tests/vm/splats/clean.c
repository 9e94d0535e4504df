// SPDX-License-Identifier: GPL-2.0
/* A module without a fault: the control of this folder. */
#include <linux/module.h>

static int __init clean_init(void)
{
	pr_info("WARNING in the middle of a line, and BUG fixed, are no reports\n");
	return 0;
}

static void __exit clean_exit(void)
{
}

module_init(clean_init);
module_exit(clean_exit);
MODULE_DESCRIPTION("a module without fault");
MODULE_LICENSE("GPL");
