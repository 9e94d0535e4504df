// SPDX-License-Identifier: GPL-2.0
#include <linux/slab.h>
#include <linux/srcu.h>

#include "operations.h"

static struct srcu_struct *domain;

int c_srcu_setup(void)
{
	int error;

	domain = kmalloc(sizeof(*domain), GFP_KERNEL);
	if (!domain)
		return -ENOMEM;
	error = init_srcu_struct(domain);
	if (error)
		kfree(domain);
	return error;
}

void c_srcu_teardown(void)
{
	cleanup_srcu_struct(domain);
	kfree(domain);
}

long c_srcu(void)
{
	struct srcu_struct *srcu = domain;
	int section = srcu_read_lock(srcu);

	srcu_read_unlock(srcu, section);
	return 0;
}
