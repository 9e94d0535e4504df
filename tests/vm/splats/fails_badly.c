// SPDX-License-Identifier: GPL-2.0
/* A module that leaks when its second allocation fails. */
#include <linux/slab.h>
#include <linux/module.h>

static char *a, *b;

static int __init fails_badly_init(void)
{
	a = kmalloc(64, GFP_KERNEL);
	if (!a)
		return -ENOMEM;
	b = kmalloc(64, GFP_KERNEL);
	if (!b)
		return -ENOMEM;
	return 0;
}

static void __exit fails_badly_exit(void)
{
	kfree(b);
	kfree(a);
}

module_init(fails_badly_init);
module_exit(fails_badly_exit);
MODULE_DESCRIPTION("a module that leaks when its second allocation fails");
MODULE_LICENSE("GPL");
