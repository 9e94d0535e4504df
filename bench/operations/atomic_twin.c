// SPDX-License-Identifier: GPL-2.0
#include <linux/atomic.h>
#include <linux/refcount.h>

#include "operations.h"

static atomic_t number = ATOMIC_INIT(0);
static atomic64_t wide = ATOMIC64_INIT(0);
static atomic64_t most = ATOMIC64_INIT(0);
static refcount_t owners = REFCOUNT_INIT(1);

long c_atomic_inc(void)
{
	atomic_inc(&number);
	return 0;
}

long c_atomic_fetch_add(void) { return atomic_fetch_add(3, &number); }
long c_atomic_cmpxchg(void) { return atomic_cmpxchg(&number, 0, 1); }
long c_atomic_load_acquire(void) { return atomic_read_acquire(&number); }

long c_atomic_store_release(void)
{
	atomic_set_release(&number, 7);
	return 0;
}

long c_atomic64_fetch_add(void) { return atomic64_fetch_add_relaxed(3, &wide); }

long c_atomic_max(void)
{
	s64 now = atomic64_read(&most);

	while (now < 5 && !atomic64_try_cmpxchg(&most, &now, 5))
		;
	atomic64_set(&most, 0);
	return now;
}

long c_refcount(void)
{
	refcount_inc(&owners);
	return refcount_dec_and_test(&owners);
}
