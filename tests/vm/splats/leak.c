// SPDX-License-Identifier: GPL-2.0
/* A module that never frees its memory. */
#include <linux/slab.h>
#include <linux/module.h>


static int __init leak_init(void)
{
	char *volatile lost = kmalloc(100, GFP_KERNEL);

	if (!lost)
		return -ENOMEM;
	lost = NULL;
	return 0;
}

static void __exit leak_exit(void)
{
}

module_init(leak_init);
module_exit(leak_exit);
MODULE_DESCRIPTION("memory that nobody frees");
MODULE_LICENSE("GPL");
