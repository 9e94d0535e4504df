// SPDX-License-Identifier: GPL-2.0
#include <linux/percpu.h>
#include <linux/slab.h>

#include "operations.h"

static struct stats {
	u64 __percpu *reads;
} *stats;

int c_percpu_setup(void)
{
	stats = kmalloc(sizeof(*stats), GFP_KERNEL);
	if (!stats)
		return -ENOMEM;
	stats->reads = alloc_percpu(u64);
	if (!stats->reads) {
		kfree(stats);
		return -ENOMEM;
	}
	return 0;
}

void c_percpu_teardown(void)
{
	free_percpu(stats->reads);
	kfree(stats);
}

long c_percpu_add(void)
{
	this_cpu_add(*stats->reads, 3);
	return 0;
}

long c_percpu_local(void)
{
	u64 *reads = get_cpu_ptr(stats->reads);
	long now = ++*reads;

	put_cpu_ptr(stats->reads);
	return now;
}
