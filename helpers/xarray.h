/* SPDX-License-Identifier: GPL-2.0 */
/* XArrays: locking, and storing with nodes that were allocated before. */
#ifndef KXX_HELPERS_XARRAY_H
#define KXX_HELPERS_XARRAY_H

#include <linux/xarray.h>

static __always_inline unsigned long kxx_xa_lock_irqsave(struct xarray *xa)
{
	unsigned long flags;

	xa_lock_irqsave(xa, flags);
	return flags;
}

static __always_inline struct xa_limit kxx_xa_limit(u32 min, u32 max)
{
	return XA_LIMIT(min, max);
}

/*
 * A chain of nodes that are in no tree, linked by the member that is the parent in a tree, as the
 * kernel chains those that it allocates for a split.
 *
 * xas_nomem() is the kernel's function to get a node: if the state says that there was no memory,
 * it allocates one; if the state says that nothing is wrong, it frees the chain. It reads only the
 * flags of the array.
 */
static __always_inline bool kxx_xa_nodes_add(struct xa_node **first, gfp_t gfp)
{
	static struct xarray none;
	XA_STATE(xas, &none, 0);

	xas_set_err(&xas, -ENOMEM);
	if (!xas_nomem(&xas, gfp))
		return false;
	RCU_INIT_POINTER(xas.xa_alloc->parent, *first);
	*first = xas.xa_alloc;
	return true;
}

static __always_inline void kxx_xa_nodes_free(struct xa_node **first)
{
	static struct xarray none;
	XA_STATE(xas, &none, 0);

	xas.xa_alloc = *first;
	*first = NULL;
	xas_nomem(&xas, 0);
}

/*
 * Stores with nodes of the chain; the caller holds the lock. xas_store() takes the given node, and
 * tries to allocate more without waiting. If that fails, it leaves what it has built so far in the
 * tree, and continues from there with the next node. So it cannot fail if the chain has as many
 * nodes as the tree may need. Returns the number of nodes taken, or an errno.
 */
static __always_inline int kxx_xas_store_with(struct xa_state *xas, void *entry, struct xa_node **first)
{
	int taken = 0;

	for (;;) {
		struct xa_node *given = *first;

		if (given) {
			*first = rcu_dereference_raw(given->parent);
			RCU_INIT_POINTER(given->parent, NULL);
			xas->xa_alloc = given;
		}
		xas_store(xas, entry);
		if (given && xas->xa_alloc) {
			RCU_INIT_POINTER(given->parent, *first);
			*first = given;
			xas->xa_alloc = NULL;
		} else if (given) {
			taken++;
		}
		if (likely(!xas_error(xas)))
			return taken;
		if (xas_error(xas) != -ENOMEM || !*first)
			return xas_error(xas);
		xas_reset(xas);
	}
}

static __always_inline int kxx_xa_insert_with(struct xarray *xa, unsigned long index, void *entry,
					      struct xa_node **first)
{
	XA_STATE(xas, xa, index);
	int taken;

	if (xas_load(&xas))
		return -EEXIST;
	taken = kxx_xas_store_with(&xas, entry, first);
	if (taken >= 0 && (xa->xa_flags & XA_FLAGS_TRACK_FREE))
		xas_clear_mark(&xas, XA_FREE_MARK);
	return taken;
}

/* __xa_alloc() with nodes of the chain. */
static __always_inline int kxx_xa_alloc_with(struct xarray *xa, u32 *id, void *entry, u32 min, u32 max,
					     struct xa_node **first)
{
	XA_STATE(xas, xa, min);
	int taken;

	xas_find_marked(&xas, max, XA_FREE_MARK);
	if (xas.xa_node == XAS_RESTART)
		return -EBUSY;
	taken = kxx_xas_store_with(&xas, entry, first);
	if (taken < 0)
		return taken;
	*id = xas.xa_index;
	xas_clear_mark(&xas, XA_FREE_MARK);
	return taken;
}

/*
 * Replaces an existing entry with another one, or with none. Returns the old entry, or NULL; a
 * reserved index is left unchanged. The caller holds the lock.
 */
static __always_inline void *kxx_xa_replace(struct xarray *xa, unsigned long index, void *entry)
{
	XA_STATE(xas, xa, index);
	void *old = xas_load(&xas);

	if (!old || xa_is_zero(old))
		return NULL;
	xas_store(&xas, entry);
	return old;
}

/*
 * Stores an entry, or none, at a reserved index. The caller holds the lock; nothing is allocated.
 */
static __always_inline void kxx_xa_fill(struct xarray *xa, unsigned long index, void *entry)
{
	XA_STATE(xas, xa, index);

	xas_store(&xas, entry);
}

#endif
