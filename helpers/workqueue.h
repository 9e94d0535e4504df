/* SPDX-License-Identifier: GPL-2.0 */
/* Work items, initialised with a class that the caller chooses. */
#ifndef KXX_HELPERS_WORKQUEUE_H
#define KXX_HELPERS_WORKQUEUE_H

#include <linux/cpumask.h>
#include <linux/irqflags.h>
#include <linux/sched/task_stack.h>
#include <linux/version.h>
#include <linux/workqueue.h>

#include "timer.h"

/* Object debugging needs to know which work items are on a stack. */
static __always_inline bool kxx_work_on_stack(struct work_struct *work)
{
#ifdef CONFIG_DEBUG_OBJECTS_WORK
	return object_is_on_stack(work);
#else
	return false;
#endif
}

static __always_inline void kxx_init_work(struct work_struct *work, work_func_t function,
					  const char *name, struct lock_class_key *key)
{
	__init_work(work, kxx_work_on_stack(work));
	work->data = (atomic_long_t)WORK_DATA_INIT();
#ifdef CONFIG_LOCKDEP
	lockdep_init_map(&work->lockdep_map, name, key, 0);
#endif
	INIT_LIST_HEAD(&work->entry);
	work->func = function;
}

static __always_inline void kxx_destroy_work(struct work_struct *work)
{
	if (kxx_work_on_stack(work))
		destroy_work_on_stack(work);
}

/*
 * Cancels an item, waits for it, and makes sure that it is never queued again. On kernels that
 * cannot disable an item, it permanently looks as if somebody were cancelling it; such an item has
 * no function.
 */
static __always_inline bool kxx_work_is_off(struct work_struct *work)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0)
	return false;
#else
	return !READ_ONCE(work->func);
#endif
}

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 10, 0)
/*
 * Takes the item's PENDING bit, like a cancel: the item cannot be queued, but may still be running.
 * Its function may be cancelling or moving it right now; that code spins until it sees the mark,
 * and then gives up. So interrupts are off in between.
 */
static inline bool kxx_grab_work(struct work_struct *work)
{
	unsigned long flags;
	bool grabbed;

	local_irq_save(flags);
	grabbed = !test_and_set_bit(WORK_STRUCT_PENDING_BIT, work_data_bits(work));
	if (grabbed)
		atomic_long_or(WORK_OFFQ_CANCELING, &work->data);
	local_irq_restore(flags);
	return grabbed;
}

/* For a grabbed item. Until now its data says in which pool it may be running. */
static inline void kxx_switch_work_off(struct work_struct *work)
{
	flush_work(work);
	WRITE_ONCE(work->func, NULL);
	atomic_long_set(&work->data,
			WORK_STRUCT_NO_POOL | WORK_OFFQ_CANCELING | WORK_STRUCT_PENDING);
}
#endif

static __always_inline bool kxx_disable_work_sync(struct work_struct *work)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0)
	return disable_work_sync(work);
#else
	bool pending = false;

	if (kxx_work_is_off(work))
		return false;
	do {
		pending |= cancel_work_sync(work);
	} while (!kxx_grab_work(work));
	kxx_switch_work_off(work);
	return pending;
#endif
}

static __always_inline bool kxx_cancel_work_sync(struct work_struct *work)
{
	return !kxx_work_is_off(work) && cancel_work_sync(work);
}

/* The kernel warns about an item without a function. */
static __always_inline bool kxx_flush_work(struct work_struct *work)
{
	return !kxx_work_is_off(work) && flush_work(work);
}

static __always_inline bool kxx_work_pending(struct work_struct *work)
{
	return work_pending(work) && !kxx_work_is_off(work);
}

/* The timer in a delayed work item queues its work. */
static __always_inline void kxx_init_delayed_work(struct delayed_work *work, work_func_t function,
						  const char *name, struct lock_class_key *key,
						  const char *timer_name,
						  struct lock_class_key *timer_key)
{
	kxx_init_work(&work->work, function, name, key);
	kxx_timer_init(&work->timer, delayed_work_timer_fn, TIMER_IRQSAFE, timer_name, timer_key);
}

static __always_inline void kxx_destroy_delayed_work(struct delayed_work *work)
{
	kxx_destroy_work(&work->work);
	kxx_timer_destroy(&work->timer);
}

static __always_inline bool kxx_disable_delayed_work_sync(struct delayed_work *work)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0)
	return disable_delayed_work_sync(work);
#else
	bool pending = false;

	if (kxx_work_is_off(&work->work))
		return false;
	do {
		pending |= cancel_delayed_work_sync(work);
	} while (!kxx_grab_work(&work->work));
	kxx_switch_work_off(&work->work);
	return pending;
#endif
}

static __always_inline bool kxx_cancel_delayed_work_sync(struct delayed_work *work)
{
	return !kxx_work_is_off(&work->work) && cancel_delayed_work_sync(work);
}

static __always_inline bool kxx_flush_delayed_work(struct delayed_work *work)
{
	return !kxx_work_is_off(&work->work) && flush_delayed_work(work);
}

/* One item at a time; older kernels also need a flag that nobody may change that. */
static __always_inline unsigned int kxx_wq_ordered(void)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 6, 0)
	return WQ_UNBOUND | __WQ_ORDERED;
#else
	return WQ_UNBOUND | __WQ_ORDERED | __WQ_ORDERED_EXPLICIT;
#endif
}

/* The CPU, or "any" if there is no CPU with that number. */
static __always_inline int kxx_work_cpu(unsigned int cpu)
{
	return cpu < nr_cpu_ids && cpu_online(cpu) ? (int)cpu : WORK_CPU_UNBOUND;
}

#endif
