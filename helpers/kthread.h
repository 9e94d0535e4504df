/* SPDX-License-Identifier: GPL-2.0 */
/* Threads: the sleep between two work items. */
#ifndef KXX_HELPERS_KTHREAD_H
#define KXX_HELPERS_KTHREAD_H

#include <linux/kthread.h>
#include <linux/sched.h>

/*
 * Sleeps in the idle state, so that the load average does not count it and signals do not matter.
 */
static __always_inline void kxx_kthread_sleep(void)
{
	set_current_state(TASK_IDLE);
	if (!kthread_should_stop() && !kthread_should_park())
		schedule();
	__set_current_state(TASK_RUNNING);
}

#endif
