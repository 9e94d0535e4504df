// SPDX-License-Identifier: GPL-2.0
/* A module that takes a lock with interrupts on, and also in an interrupt. */
#include <linux/interrupt.h>
#include <linux/module.h>

static DEFINE_SPINLOCK(lock);

static void from_softirq(struct tasklet_struct *unused)
{
	spin_lock(&lock);
	spin_unlock(&lock);
}

static DECLARE_TASKLET(tasklet, from_softirq);

static int __init irq_state_init(void)
{
	unsigned long flags;

	spin_lock(&lock);
	spin_unlock(&lock);
	tasklet_schedule(&tasklet);
	tasklet_kill(&tasklet);
	local_irq_save(flags);
	local_irq_restore(flags);
	return 0;
}

static void __exit irq_state_exit(void)
{
}

module_init(irq_state_init);
module_exit(irq_state_exit);
MODULE_DESCRIPTION("a lock taken with interrupts on that an interrupt takes too");
MODULE_LICENSE("GPL");
