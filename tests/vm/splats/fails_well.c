// SPDX-License-Identifier: GPL-2.0
/* A module that handles every failed allocation. */
#include <linux/slab.h>
#include <linux/module.h>

static char *a, *b;

static int __init fails_well_init(void)
{
	a = kmalloc(64, GFP_KERNEL);
	b = kmalloc(64, GFP_KERNEL);
	if (!a || !b) {
		kfree(a);
		kfree(b);
		return -ENOMEM;
	}
	return 0;
}

static void __exit fails_well_exit(void)
{
	kfree(b);
	kfree(a);
}

module_init(fails_well_init);
module_exit(fails_well_exit);
MODULE_DESCRIPTION("a module that copes with every failed allocation");
MODULE_LICENSE("GPL");
