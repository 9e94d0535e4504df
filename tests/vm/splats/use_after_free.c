// SPDX-License-Identifier: GPL-2.0
/* A module that reads freed memory. */
#include <linux/slab.h>
#include <linux/module.h>


static int __init use_after_free_init(void)
{
	char *volatile p = kmalloc(100, GFP_KERNEL);

	if (!p)
		return -ENOMEM;
	kfree(p);
	pr_info("%d\n", p[5]);
	return 0;
}

static void __exit use_after_free_exit(void)
{
}

module_init(use_after_free_init);
module_exit(use_after_free_exit);
MODULE_DESCRIPTION("a read of freed memory");
MODULE_LICENSE("GPL");
