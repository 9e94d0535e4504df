// SPDX-License-Identifier: GPL-2.0
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/seqlock.h>
#include <linux/spinlock.h>

#include "operations.h"

static struct {
	struct mutex lock;
	u64 number;
} with_mutex = { .lock = __MUTEX_INITIALIZER(with_mutex.lock) };

static struct {
	spinlock_t lock;
	u64 number;
} with_spinlock = { .lock = __SPIN_LOCK_UNLOCKED(with_spinlock.lock) };

static struct {
	raw_spinlock_t lock;
	u64 number;
} with_raw_spinlock = { .lock = __RAW_SPIN_LOCK_UNLOCKED(with_raw_spinlock.lock) };

static struct {
	rwlock_t lock;
	u64 number;
} with_rwlock = { .lock = __RW_LOCK_UNLOCKED(with_rwlock.lock) };

static struct {
	struct rw_semaphore lock;
	u64 number;
} with_rwsem = { .lock = __RWSEM_INITIALIZER(with_rwsem.lock) };

static struct {
	seqlock_t lock;
	u64 first, last;
} with_seqlock = { .lock = __SEQLOCK_UNLOCKED(with_seqlock.lock) };

long c_mutex(void)
{
	long number;

	mutex_lock(&with_mutex.lock);
	number = ++with_mutex.number;
	mutex_unlock(&with_mutex.lock);
	return number;
}

long c_mutex_try(void)
{
	if (!mutex_trylock(&with_mutex.lock))
		return -EBUSY;
	++with_mutex.number;
	mutex_unlock(&with_mutex.lock);
	return 0;
}

long c_spinlock(void)
{
	long number;

	spin_lock(&with_spinlock.lock);
	number = ++with_spinlock.number;
	spin_unlock(&with_spinlock.lock);
	return number;
}

long c_spinlock_bh(void)
{
	long number;

	spin_lock_bh(&with_spinlock.lock);
	number = ++with_spinlock.number;
	spin_unlock_bh(&with_spinlock.lock);
	return number;
}

long c_spinlock_irq(void)
{
	long number;

	spin_lock_irq(&with_spinlock.lock);
	number = ++with_spinlock.number;
	spin_unlock_irq(&with_spinlock.lock);
	return number;
}

long c_spinlock_irqsave(void)
{
	unsigned long flags;
	long number;

	spin_lock_irqsave(&with_spinlock.lock, flags);
	number = ++with_spinlock.number;
	spin_unlock_irqrestore(&with_spinlock.lock, flags);
	return number;
}

long c_spinlock_try(void)
{
	if (!spin_trylock(&with_spinlock.lock))
		return -EBUSY;
	++with_spinlock.number;
	spin_unlock(&with_spinlock.lock);
	return 0;
}

long c_raw_spinlock(void)
{
	long number;

	raw_spin_lock(&with_raw_spinlock.lock);
	number = ++with_raw_spinlock.number;
	raw_spin_unlock(&with_raw_spinlock.lock);
	return number;
}

long c_raw_spinlock_irqsave(void)
{
	unsigned long flags;
	long number;

	raw_spin_lock_irqsave(&with_raw_spinlock.lock, flags);
	number = ++with_raw_spinlock.number;
	raw_spin_unlock_irqrestore(&with_raw_spinlock.lock, flags);
	return number;
}

long c_rwlock_read(void)
{
	long number;

	read_lock(&with_rwlock.lock);
	number = with_rwlock.number;
	read_unlock(&with_rwlock.lock);
	return number;
}

long c_rwlock_write(void)
{
	long number;

	write_lock(&with_rwlock.lock);
	number = ++with_rwlock.number;
	write_unlock(&with_rwlock.lock);
	return number;
}

long c_rwlock_write_irqsave(void)
{
	unsigned long flags;
	long number;

	write_lock_irqsave(&with_rwlock.lock, flags);
	number = ++with_rwlock.number;
	write_unlock_irqrestore(&with_rwlock.lock, flags);
	return number;
}

long c_rwsem_read(void)
{
	long number;

	down_read(&with_rwsem.lock);
	number = with_rwsem.number;
	up_read(&with_rwsem.lock);
	return number;
}

long c_rwsem_write(void)
{
	long number;

	down_write(&with_rwsem.lock);
	number = ++with_rwsem.number;
	up_write(&with_rwsem.lock);
	return number;
}

long c_seqlock_read(void)
{
	u64 first, last;
	unsigned int begin;

	do {
		begin = read_seqbegin(&with_seqlock.lock);
		first = with_seqlock.first;
		last = with_seqlock.last;
	} while (read_seqretry(&with_seqlock.lock, begin));
	return last - first;
}

long c_seqlock_write(void)
{
	long last;

	write_seqlock(&with_seqlock.lock);
	last = ++with_seqlock.last;
	write_sequnlock(&with_seqlock.lock);
	return last;
}
