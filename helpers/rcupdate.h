/* SPDX-License-Identifier: GPL-2.0 */
/* RCU's type-generic pointer macros on plain pointers. */
#ifndef KXX_HELPERS_RCUPDATE_H
#define KXX_HELPERS_RCUPDATE_H

#include <linux/rcupdate.h>
#include <linux/srcu.h>

static __always_inline void *kxx_rcu_dereference(void *const *p)
{
	return rcu_dereference(*p);
}

static __always_inline void *kxx_rcu_dereference_raw(void *const *p)
{
	return rcu_dereference_raw(*p);
}

/* The caller holds the update-side lock; `held` tells lockdep so. */
static __always_inline void *kxx_rcu_dereference_protected(void *const *p, bool held)
{
	return rcu_dereference_protected(*p, held);
}

static __always_inline void *kxx_rcu_access_pointer(void *const *p)
{
	return rcu_access_pointer(*p);
}

static __always_inline void kxx_rcu_assign_pointer(void **p, void *value)
{
	smp_store_release(p, value);
}

/*
 * kfree_rcu() names a member of the object's type, and its implementation differs between kernels.
 * Here the object begins with its rcu_head.
 */
struct kxx_rcu_node {
	struct rcu_head head;
};

static __always_inline void kxx_kfree_rcu(struct rcu_head *head)
{
	struct kxx_rcu_node *node = container_of(head, struct kxx_rcu_node, head);

	/*
	 * The macro checks for null, but the caller has already checked a pointer with another
	 * offset.
	 */
	if (!node)
		__builtin_unreachable();
	kvfree_rcu(node, head);
}

static __always_inline void *kxx_srcu_dereference(void *const *p, const struct srcu_struct *srcu)
{
	return srcu_dereference(*p, srcu);
}

/*
 * Waits until each task that may now be in the middle of a function has left it: until then, all
 * tasks have slept or returned to user space.
 */
static __always_inline void kxx_synchronize_rcu_tasks(void)
{
	synchronize_rcu_tasks();
}

static __always_inline int kxx_init_srcu_struct(struct srcu_struct *srcu, const char *name,
						struct lock_class_key *key)
{
#ifdef CONFIG_DEBUG_LOCK_ALLOC
	return __init_srcu_struct(srcu, name, key);
#else
	return init_srcu_struct(srcu);
#endif
}

#endif
