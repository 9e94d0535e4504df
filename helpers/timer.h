/* SPDX-License-Identifier: GPL-2.0 */
/* Timers, initialised with a class that the caller chooses, on a stack or not. */
#ifndef KXX_HELPERS_TIMER_H
#define KXX_HELPERS_TIMER_H

#include <linux/sched/task_stack.h>
#include <linux/timer.h>
#include <linux/version.h>

static __always_inline void kxx_timer_init(struct timer_list *timer,
					   void (*function)(struct timer_list *),
					   unsigned int flags, const char *name,
					   struct lock_class_key *key)
{
#ifdef CONFIG_DEBUG_OBJECTS_TIMERS
	if (object_is_on_stack(timer)) {
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 15, 0)
		timer_init_on_stack_key(timer, function, flags, name, key);
#else
		init_timer_on_stack_key(timer, function, flags, name, key);
#endif
		return;
	}
#endif
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 15, 0)
	timer_init_key(timer, function, flags, name, key);
#else
	init_timer_key(timer, function, flags, name, key);
#endif
}

/*
 * Stops a timer for good: waits for a running callback; arming the timer has no effect afterwards.
 * The C function came with 6.2, and with a stable update of 6.1; a 6.1 without it is not supported.
 */
static __always_inline int kxx_timer_shutdown(struct timer_list *timer)
{
	return timer_shutdown_sync(timer);
}

/* Called before the timer's memory is freed. */
static __always_inline void kxx_timer_destroy(struct timer_list *timer)
{
#ifdef CONFIG_DEBUG_OBJECTS_TIMERS
	if (object_is_on_stack(timer)) {
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 15, 0)
		timer_destroy_on_stack(timer);
#else
		destroy_timer_on_stack(timer);
#endif
	}
#endif
}

static __always_inline unsigned long kxx_timer_expires(const struct timer_list *timer)
{
	return READ_ONCE(timer->expires);
}

#endif
