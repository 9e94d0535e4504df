// SPDX-License-Identifier: GPL-2.0
/* A module whose reference count falls below zero. */
#include <linux/refcount.h>
#include <linux/module.h>

static refcount_t count;

static int __init refcount_init(void)
{
	refcount_set(&count, 1);
	if (refcount_dec_and_test(&count))
		refcount_dec(&count);
	return 0;
}

static void __exit refcount_exit(void)
{
}

module_init(refcount_init);
module_exit(refcount_exit);
MODULE_DESCRIPTION("a reference count that falls below zero");
MODULE_LICENSE("GPL");
