// SPDX-License-Identifier: GPL-2.0
/* A module that shifts by more bits than the type has. */

#include <linux/module.h>


static int __init ubsan_shift_init(void)
{
	volatile int places = 40;

	pr_info("%d\n", 1 << places);
	return 0;
}

static void __exit ubsan_shift_exit(void)
{
}

module_init(ubsan_shift_init);
module_exit(ubsan_shift_exit);
MODULE_DESCRIPTION("a shift that is too large");
MODULE_LICENSE("GPL");
