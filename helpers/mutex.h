/* SPDX-License-Identifier: GPL-2.0 */
/* Sleeping locks, initialised with a class that the caller chooses. */
#ifndef KXX_HELPERS_MUTEX_H
#define KXX_HELPERS_MUTEX_H

#include <linux/completion.h>
#include <linux/mutex.h>
#include <linux/percpu-rwsem.h>
#include <linux/rwsem.h>
#include <linux/seqlock.h>
#include <linux/swait.h>
#include <linux/wait.h>

#include "spinlock.h"

static __always_inline void kxx_mutex_init(struct mutex *lock, const char *name,
					   struct lock_class_key *key)
{
	__mutex_init(lock, name, key);
}

static __always_inline void kxx_rwsem_init(struct rw_semaphore *sem, const char *name,
					   struct lock_class_key *key)
{
	__init_rwsem(sem, name, key);
}

static __always_inline int kxx_percpu_rwsem_init(struct percpu_rw_semaphore *sem,
						 const char *name, struct lock_class_key *key)
{
	return __percpu_init_rwsem(sem, name, key);
}

static __always_inline void kxx_init_waitqueue_head(struct wait_queue_head *queue,
						    const char *name, struct lock_class_key *key)
{
	__init_waitqueue_head(queue, name, key);
}

static __always_inline void kxx_init_swait_queue_head(struct swait_queue_head *queue,
						      const char *name,
						      struct lock_class_key *key)
{
	__init_swait_queue_head(queue, name, key);
}

static __always_inline void kxx_seqcount_init(seqcount_t *count, const char *name,
					      struct lock_class_key *key)
{
	__seqcount_init(count, name, key);
}

static __always_inline void kxx_seqlock_init(seqlock_t *lock, const char *name,
					     struct lock_class_key *key,
					     struct lock_class_key *count_key)
{
	kxx_spin_lock_init(&lock->lock, name, key);
	__seqcount_init(&lock->seqcount.seqcount, name, count_key);
#if defined(CONFIG_LOCKDEP) || defined(CONFIG_PREEMPT_RT)
	lock->seqcount.lock = &lock->lock;
#endif
}

static __always_inline unsigned long kxx_write_seqlock_irqsave(seqlock_t *lock)
{
	unsigned long flags;

	write_seqlock_irqsave(lock, flags);
	return flags;
}

static __always_inline void kxx_assert_mutex_held(struct mutex *lock)
{
	lockdep_assert_held(lock);
}

static __always_inline void kxx_assert_rwsem_held(struct rw_semaphore *sem)
{
	lockdep_assert_held(sem);
}

static __always_inline void kxx_assert_rwsem_held_write(struct rw_semaphore *sem)
{
	lockdep_assert_held_write(sem);
}

#endif
