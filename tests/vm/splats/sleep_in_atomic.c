// SPDX-License-Identifier: GPL-2.0
/* A module that sleeps with a spinlock held. */
#include <linux/delay.h>
#include <linux/module.h>

static DEFINE_SPINLOCK(lock);

static int __init sleep_in_atomic_init(void)
{
	spin_lock(&lock);
	msleep(1);
	spin_unlock(&lock);
	return 0;
}

static void __exit sleep_in_atomic_exit(void)
{
}

module_init(sleep_in_atomic_init);
module_exit(sleep_in_atomic_exit);
MODULE_DESCRIPTION("sleeping with a spinlock held");
MODULE_LICENSE("GPL");
