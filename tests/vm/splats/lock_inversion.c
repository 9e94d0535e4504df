// SPDX-License-Identifier: GPL-2.0
/* A module that takes two locks in both orders. */
#include <linux/mutex.h>
#include <linux/module.h>

static DEFINE_MUTEX(a);
static DEFINE_MUTEX(b);

static int __init lock_inversion_init(void)
{
	mutex_lock(&a);
	mutex_lock(&b);
	mutex_unlock(&b);
	mutex_unlock(&a);
	mutex_lock(&b);
	mutex_lock(&a);
	mutex_unlock(&a);
	mutex_unlock(&b);
	return 0;
}

static void __exit lock_inversion_exit(void)
{
}

module_init(lock_inversion_init);
module_exit(lock_inversion_exit);
MODULE_DESCRIPTION("two locks taken in both orders");
MODULE_LICENSE("GPL");
