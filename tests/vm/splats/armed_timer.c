// SPDX-License-Identifier: GPL-2.0
/* A module that frees a timer while it is armed. */
#include <linux/slab.h>
#include <linux/timer.h>
#include <linux/module.h>


static void expired(struct timer_list *unused)
{
}

static int __init armed_timer_init(void)
{
	struct timer_list *timer = kmalloc(sizeof(*timer), GFP_KERNEL);

	if (!timer)
		return -ENOMEM;
	timer_setup(timer, expired, 0);
	mod_timer(timer, jiffies + 1000 * HZ);
	kfree(timer);
	return 0;
}

static void __exit armed_timer_exit(void)
{
}

module_init(armed_timer_init);
module_exit(armed_timer_exit);
MODULE_DESCRIPTION("a timer freed while it is armed");
MODULE_LICENSE("GPL");
