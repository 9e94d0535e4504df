/* SPDX-License-Identifier: GPL-2.0 */
/* Local locks on plain pointers, initialised with a class that the caller chooses. */
#ifndef KXX_HELPERS_LOCAL_LOCK_H
#define KXX_HELPERS_LOCAL_LOCK_H

#include <linux/local_lock.h>
#include <linux/lockdep.h>
#include <linux/percpu.h>

/* Initialises one CPU's lock before anybody takes it. */
static __always_inline void kxx_local_lock_init(local_lock_t *lock, const char *name,
						struct lock_class_key *key)
{
	*lock = (local_lock_t){};
#ifdef CONFIG_DEBUG_LOCK_ALLOC
	lockdep_init_map_type(&lock->dep_map, name, key, 0, LD_WAIT_CONFIG, LD_WAIT_INV,
			      LD_LOCK_PERCPU);
#endif
}

/* The functions below take the per-CPU cookie of the lock. */
static __always_inline void kxx_local_lock(local_lock_t *lock)
{
	local_lock((local_lock_t __percpu *)lock);
}

static __always_inline void kxx_local_unlock(local_lock_t *lock)
{
	local_unlock((local_lock_t __percpu *)lock);
}

static __always_inline unsigned long kxx_local_lock_irqsave(local_lock_t *lock)
{
	unsigned long flags;

	local_lock_irqsave((local_lock_t __percpu *)lock, flags);
	return flags;
}

static __always_inline void kxx_local_unlock_irqrestore(local_lock_t *lock, unsigned long flags)
{
	local_unlock_irqrestore((local_lock_t __percpu *)lock, flags);
}

#endif
