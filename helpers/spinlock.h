/* SPDX-License-Identifier: GPL-2.0 */
/* Lock operations whose macros assign to their arguments or declare a static key. */
#ifndef KXX_HELPERS_SPINLOCK_H
#define KXX_HELPERS_SPINLOCK_H

#include <linux/rwlock.h>
#include <linux/spinlock.h>

static __always_inline unsigned long kxx_spin_lock_irqsave(spinlock_t *lock)
{
	unsigned long flags;

	spin_lock_irqsave(lock, flags);
	return flags;
}

static __always_inline unsigned long kxx_spin_lock_irqsave_nested(spinlock_t *lock, int subclass)
{
	unsigned long flags;

	spin_lock_irqsave_nested(lock, flags, subclass);
	return flags;
}

static __always_inline bool kxx_spin_trylock_irqsave(spinlock_t *lock, unsigned long *flags)
{
	return spin_trylock_irqsave(lock, *flags);
}

/* spin_lock_init() with a class that the caller chooses. */
static __always_inline void kxx_spin_lock_init(spinlock_t *lock, const char *name,
					       struct lock_class_key *key)
{
#ifdef CONFIG_DEBUG_SPINLOCK
	__raw_spin_lock_init(spinlock_check(lock), name, key, LD_WAIT_CONFIG);
#else
	*lock = __SPIN_LOCK_UNLOCKED(*lock);
#endif
}

static __always_inline void kxx_raw_spin_lock_init(raw_spinlock_t *lock, const char *name,
						   struct lock_class_key *key)
{
#ifdef CONFIG_DEBUG_SPINLOCK
	__raw_spin_lock_init(lock, name, key, LD_WAIT_SPIN);
#else
	*lock = __RAW_SPIN_LOCK_UNLOCKED(*lock);
#endif
}

static __always_inline unsigned long kxx_raw_spin_lock_irqsave(raw_spinlock_t *lock)
{
	unsigned long flags;

	raw_spin_lock_irqsave(lock, flags);
	return flags;
}

static __always_inline bool kxx_raw_spin_trylock_irqsave(raw_spinlock_t *lock, unsigned long *flags)
{
	return raw_spin_trylock_irqsave(lock, *flags);
}

static __always_inline unsigned long kxx_read_lock_irqsave(rwlock_t *lock)
{
	unsigned long flags;

	read_lock_irqsave(lock, flags);
	return flags;
}

static __always_inline unsigned long kxx_write_lock_irqsave(rwlock_t *lock)
{
	unsigned long flags;

	write_lock_irqsave(lock, flags);
	return flags;
}

static __always_inline void kxx_rwlock_init(rwlock_t *lock, const char *name,
					    struct lock_class_key *key)
{
#ifdef CONFIG_DEBUG_SPINLOCK
	__rwlock_init(lock, name, key);
#else
	*lock = __RW_LOCK_UNLOCKED(*lock);
#endif
}

static __always_inline void kxx_assert_spin_held(spinlock_t *lock)
{
	lockdep_assert_held(lock);
}

#endif
