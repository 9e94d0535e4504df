// SPDX-License-Identifier: GPL-2.0
/* A module that writes through a null pointer. */

#include <linux/module.h>


static int __init null_deref_init(void)
{
	int *volatile nowhere = NULL;

	*nowhere = 1;
	return 0;
}

static void __exit null_deref_exit(void)
{
}

module_init(null_deref_init);
module_exit(null_deref_exit);
MODULE_DESCRIPTION("a write through a null pointer");
MODULE_LICENSE("GPL");
