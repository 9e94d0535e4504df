/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Iterations over ranges, whose state C's macros keep in a local variable. The caller holds the
 * tree's lock.
 */
#ifndef KXX_HELPERS_MAPLE_TREE_H
#define KXX_HELPERS_MAPLE_TREE_H

#include <linux/maple_tree.h>
#include <linux/version.h>

/* Initialises without the lock class of the kernel's header. */
static __always_inline void kxx_mt_init(struct maple_tree *mt, unsigned int flags)
{
	mt->ma_flags = flags;
	rcu_assign_pointer(mt->ma_root, NULL);
}

/*
 * Moves all entries to `to`, whose lock is initialised. As in mtree_destroy(), the root does not know
 * its tree. The caller holds the lock of `from`.
 */
static __always_inline void kxx_mt_take(struct maple_tree *to, struct maple_tree *from)
{
	to->ma_flags = from->ma_flags;
	rcu_assign_pointer(to->ma_root, rcu_dereference_protected(from->ma_root, true));
	from->ma_flags &= ~MT_FLAGS_HEIGHT_MASK;
	rcu_assign_pointer(from->ma_root, NULL);
}

/* The entry whose range has an index, and its range. */
static __always_inline void *kxx_mt_range_of(struct maple_tree *mt, unsigned long index,
					     unsigned long *first, unsigned long *last)
{
	MA_STATE(mas, mt, index, index);
	void *entry = mas_walk(&mas);

	*first = mas.index;
	*last = mas.last;
	return entry;
}

/* The first entry whose range ends at an index or after it, and its range. */
static __always_inline void *kxx_mt_next_range(struct maple_tree *mt, unsigned long index,
					       unsigned long *first, unsigned long *last)
{
	MA_STATE(mas, mt, index, index);
	void *entry = mas_find(&mas, ULONG_MAX);

	*first = mas.index;
	*last = mas.last;
	return entry;
}

/*
 * Inserts an entry at the lowest free range of `size` indices within [least, most], and stores the
 * first index. The caller does not hold the tree's lock, and excludes other writers.
 *
 * Older kernels search for gaps incorrectly if a range reaches the end of the tree, and may even
 * crash. On those, this iterates over the ranges, which takes longer in large trees.
 */
static __always_inline int kxx_mt_alloc_range(struct maple_tree *mt, unsigned long *first, void *entry,
					      unsigned long size, unsigned long least, unsigned long most,
					      gfp_t gfp)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 12, 0)
	return mtree_alloc_range(mt, first, entry, size, least, most, gfp);
#else
	MA_STATE(mas, mt, least, least);
	unsigned long from = least;
	bool found = false;

	mtree_lock(mt);
	for (;;) {
		void *other = mas_find(&mas, ULONG_MAX);

		if (!other || (mas.index > from && mas.index - from >= size)) {
			found = from <= most && most - from >= size - 1;
			break;
		}
		if (mas.last >= most || mas.last == ULONG_MAX)
			break;
		if (mas.last >= from)
			from = mas.last + 1;
	}
	mtree_unlock(mt);
	if (!found)
		return -EBUSY;
	*first = from;
	return mtree_insert_range(mt, from, from + size - 1, entry, gfp);
#endif
}

#endif
