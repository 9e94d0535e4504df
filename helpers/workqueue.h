/* SPDX-License-Identifier: GPL-2.0 */
/* Work items and timers, initialised with the class of the caller's choice. */
#ifndef KXX_HELPERS_WORKQUEUE_H
#define KXX_HELPERS_WORKQUEUE_H

#include <linux/hrtimer.h>
#include <linux/timer.h>
#include <linux/version.h>
#include <linux/workqueue.h>

static __always_inline void kxx_init_work(struct work_struct *work, work_func_t function,
					  const char *name, struct lock_class_key *key)
{
	__init_work(work, 0);
	work->data = (atomic_long_t)WORK_DATA_INIT();
#ifdef CONFIG_LOCKDEP
	lockdep_init_map(&work->lockdep_map, name, key, 0);
#endif
	INIT_LIST_HEAD(&work->entry);
	work->func = function;
}

static __always_inline void kxx_timer_setup(struct timer_list *timer,
					    void (*function)(struct timer_list *),
					    unsigned int flags, const char *name,
					    struct lock_class_key *key)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 15, 0)
	timer_init_key(timer, function, flags, name, key);
#else
	init_timer_key(timer, function, flags, name, key);
#endif
}

/* The timer that a delayed work item carries starts its work. */
static __always_inline void kxx_init_delayed_work(struct delayed_work *work, work_func_t function,
						  const char *name, struct lock_class_key *key,
						  const char *timer_name,
						  struct lock_class_key *timer_key)
{
	kxx_init_work(&work->work, function, name, key);
	kxx_timer_setup(&work->timer, delayed_work_timer_fn, TIMER_IRQSAFE, timer_name,
			timer_key);
}

static __always_inline void kxx_hrtimer_setup(struct hrtimer *timer,
					      enum hrtimer_restart (*function)(struct hrtimer *),
					      clockid_t clock, enum hrtimer_mode mode)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 13, 0)
	hrtimer_setup(timer, function, clock, mode);
#else
	hrtimer_init(timer, clock, mode);
	timer->function = function;
#endif
}

/* Stops a timer for good where the kernel can, else until it is armed again. */
static __always_inline int kxx_timer_shutdown_sync(struct timer_list *timer)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 2, 0)
	return timer_shutdown_sync(timer);
#else
	return del_timer_sync(timer);
#endif
}

#endif
