/* SPDX-License-Identifier: GPL-2.0 */
/* Waiting: the macros use task states, which linux/wait.h does not define. */
#ifndef KXX_HELPERS_WAIT_H
#define KXX_HELPERS_WAIT_H

#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/wait.h>
#include <linux/wait_bit.h>

/*
 * The reasons to wake a kernel thread that no queue knows: a request to stop or park. The request
 * is set first, and then the thread is woken, even if it was awake.
 */
static __always_inline unsigned int kxx_kthread_told(void)
{
	if (!(current->flags & PF_KTHREAD))
		return 0;
	return kthread_should_stop() | kthread_should_park() << 1;
}

/*
 * Called before sleeping, after the condition was checked: returns whether the thread got a new
 * request since the last call, so that it must check again. `told`, at first 0, records the
 * requests.
 */
static __always_inline bool kxx_kthread_told_since(unsigned int *told)
{
	const unsigned int now = kxx_kthread_told();

	if (now == *told)
		return false;
	*told = now;
	__set_current_state(TASK_RUNNING);
	return true;
}

/*
 * The wake function of the entry below. autoremove_wake_function() skips an entry whose task is
 * already awake, for instance because its time is over, and continues with the next one; if there
 * is none, the wake-up would be lost.
 */
static inline int kxx_wake_and_remove(struct wait_queue_entry *entry, unsigned int mode, int flags, void *key)
{
	default_wake_function(entry, mode, flags, key);
	/*
	 * Pairs with list_empty_careful() in kxx_finish_wait(): the entry belongs to its owner
	 * again.
	 */
	list_del_init_careful(&entry->entry);
	return 1;
}

/* An entry for a task that consumes one notification, whatever else ends its wait. */
static __always_inline void kxx_init_notified_entry(struct wait_queue_entry *entry)
{
	init_wait_entry(entry, WQ_FLAG_EXCLUSIVE);
	entry->func = kxx_wake_and_remove;
}

/*
 * Like finish_wait(), but returns whether a wake-up took the entry off the queue. An exclusive
 * wake-up is then consumed: no other task gets it.
 */
static inline bool kxx_finish_wait(struct wait_queue_head *queue, struct wait_queue_entry *entry)
{
	unsigned long flags;
	bool woken;

	__set_current_state(TASK_RUNNING);
	/* Pairs with list_del_init_careful() in kxx_wake_and_remove(), as in finish_wait(). */
	if (list_empty_careful(&entry->entry))
		return true;
	spin_lock_irqsave(&queue->lock, flags);
	woken = list_empty(&entry->entry);
	list_del_init(&entry->entry);
	spin_unlock_irqrestore(&queue->lock, flags);
	return woken;
}

/* An entry that remembers a wake-up until its owner checks. */
static __always_inline void kxx_init_woken_entry(struct wait_queue_entry *entry)
{
	entry->flags = 0;
	entry->private = current;
	entry->func = woken_wake_function;
	INIT_LIST_HEAD(&entry->entry);
}

/*
 * Sleeps unless, since the last call, woken_wake_function() was called or the thread got a request.
 * Unlike wait_woken(), it also sleeps in a kernel thread that was told to stop earlier.
 */
static __always_inline long kxx_sleep_until_woken(struct wait_queue_entry *entry,
						  unsigned int state, unsigned int *told)
{
	if (signal_pending_state(state, current))
		return -ERESTARTSYS;
	/* This comes before the flag is read: pairs with the barrier in woken_wake_function(). */
	set_current_state(state);
	if (!(READ_ONCE(entry->flags) & WQ_FLAG_WOKEN) && !kxx_kthread_told_since(told))
		schedule();
	__set_current_state(TASK_RUNNING);
	/* This comes before the condition is checked: pairs with the same barrier. */
	smp_store_mb(entry->flags, entry->flags & ~WQ_FLAG_WOKEN);
	return 0;
}

#endif
