// SPDX-License-Identifier: GPL-2.0
/* A module that reads an RCU pointer without a read-side lock. */
#include <linux/rcupdate.h>
#include <linux/module.h>

static int __rcu *pointer;

static int __init rcu_usage_init(void)
{
	pr_info("%d\n", rcu_dereference(pointer) != NULL);
	return 0;
}

static void __exit rcu_usage_exit(void)
{
}

module_init(rcu_usage_init);
module_exit(rcu_usage_exit);
MODULE_DESCRIPTION("an RCU pointer read without a read-side lock");
MODULE_LICENSE("GPL");
