/* SPDX-License-Identifier: GPL-2.0 */
/* hrtimers, whether they are on a stack or not. */
#ifndef KXX_HELPERS_HRTIMER_H
#define KXX_HELPERS_HRTIMER_H

#include <linux/hrtimer.h>
#include <linux/sched/task_stack.h>
#include <linux/version.h>

static __always_inline void kxx_hrtimer_begin(struct hrtimer *timer,
					      enum hrtimer_restart (*function)(struct hrtimer *),
					      clockid_t clock, enum hrtimer_mode mode)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 13, 0)
	if (IS_ENABLED(CONFIG_DEBUG_OBJECTS_TIMERS) && object_is_on_stack(timer))
		hrtimer_setup_on_stack(timer, function, clock, mode);
	else
		hrtimer_setup(timer, function, clock, mode);
#else
#ifdef CONFIG_DEBUG_OBJECTS_TIMERS
	if (object_is_on_stack(timer))
		hrtimer_init_on_stack(timer, clock, mode);
	else
#endif
		hrtimer_init(timer, clock, mode);
	timer->function = function;
#endif
}

static __always_inline void kxx_hrtimer_end(struct hrtimer *timer)
{
#ifdef CONFIG_DEBUG_OBJECTS_TIMERS
	if (object_is_on_stack(timer))
		destroy_hrtimer_on_stack(timer);
#endif
}

static __always_inline s64 kxx_hrtimer_remaining(const struct hrtimer *timer)
{
	return __hrtimer_get_remaining(timer, false);
}

static __always_inline unsigned int kxx_hrtimer_resolution(void)
{
	return hrtimer_resolution;
}

#endif
