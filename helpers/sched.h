/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tasks: functions for what C reads from fields, through macros or under RCU. The names that
 * drivers use from kernel:: (current, cond_resched, might_sleep) must not also exist globally.
 */
#ifndef KXX_HELPERS_SCHED_H
#define KXX_HELPERS_SCHED_H

#include <linux/cred.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/string.h>

static __always_inline struct task_struct *kxx_current(void)
{
	return current;
}

static __always_inline void kxx_get_task_comm(char *buffer, struct task_struct *task)
{
	/* strscpy_pad() would bring fortify's panics, which nothing can reach. */
	memcpy(buffer, task->comm, TASK_COMM_LEN);
	buffer[TASK_COMM_LEN - 1] = '\0';
}

static __always_inline unsigned int kxx_task_flags(const struct task_struct *task)
{
	return READ_ONCE(task->flags);
}

static __always_inline unsigned int kxx_task_policy(const struct task_struct *task)
{
	return READ_ONCE(task->policy);
}

static __always_inline struct task_struct *kxx_group_leader(const struct task_struct *task)
{
	return task->group_leader;
}

static __always_inline kuid_t kxx_task_uid(struct task_struct *task)
{
	return task_uid(task);
}

static __always_inline kuid_t kxx_task_euid(struct task_struct *task)
{
	return task_euid(task);
}

static __always_inline int kxx_cond_resched(void)
{
	return cond_resched();
}

/*
 * Between these two, the caller checks whether there is something to do, and calls schedule() if
 * not.
 */
static __always_inline void kxx_begin_idle(void)
{
	set_current_state(TASK_IDLE);
}

static __always_inline void kxx_end_idle(void)
{
	__set_current_state(TASK_RUNNING);
}

static __always_inline void kxx_might_sleep(void)
{
	might_sleep();
}

#endif
