// SPDX-License-Identifier: GPL-2.0
#include <linux/rcupdate.h>
#include <linux/slab.h>

#include "operations.h"

struct config {
	struct rcu_head rcu;
	u64 limit;
};

static struct config __rcu *config;

static int replace(void)
{
	struct config *next = kmalloc(sizeof(*next), GFP_ATOMIC), *old;

	if (!next)
		return -ENOMEM;
	next->limit = 5;
	old = rcu_replace_pointer(config, next, true);
	if (old)
		kfree_rcu(old, rcu);
	return 0;
}

int c_rcu_setup(void) { return 0; }

void c_rcu_teardown(void)
{
	struct config *old = rcu_replace_pointer(config, NULL, true);

	if (old)
		kfree_rcu(old, rcu);
}

long c_rcu_read(void)
{
	const struct config *now;
	long limit;

	rcu_read_lock();
	now = rcu_dereference(config);
	limit = now ? now->limit : 0;
	rcu_read_unlock();
	return limit;
}

long c_rcu_replace(void) { return replace(); }
