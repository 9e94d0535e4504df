/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Growing hash tables: the functions that C has inline, with parameters that are known at compile
 * time.
 */
#ifndef KXX_HELPERS_RHASHTABLE_H
#define KXX_HELPERS_RHASHTABLE_H

#include <linux/rcupdate.h>
#include <linux/rhashtable.h>

static __always_inline struct rhashtable_params kxx_rht_params(unsigned int key_size, unsigned int key_at,
							       unsigned int link_at)
{
	const struct rhashtable_params params = {
		.key_len = key_size,
		.key_offset = key_at,
		.head_offset = link_at,
		.automatic_shrinking = true,
	};

	return params;
}

static __always_inline int kxx_rht_init(struct rhashtable *table, unsigned int key_size, unsigned int key_at,
					unsigned int link_at, unsigned int max_size)
{
	struct rhashtable_params params = kxx_rht_params(key_size, key_at, link_at);

	params.max_size = max_size;
	return rhashtable_init(table, &params);
}

/* The caller is in an RCU read-side section. */
static __always_inline void *kxx_rht_find(struct rhashtable *table, const void *key, unsigned int key_size,
					  unsigned int key_at, unsigned int link_at)
{
	return rhashtable_lookup(table, key, kxx_rht_params(key_size, key_at, link_at));
}

/* Returns 0, -EEXIST, or another error. */
static __always_inline int kxx_rht_insert(struct rhashtable *table, void *object, unsigned int key_size,
					  unsigned int key_at, unsigned int link_at)
{
	void *old = __rhashtable_insert_fast(table, (char *)object + key_at,
					     (struct rhash_head *)((char *)object + link_at),
					     kxx_rht_params(key_size, key_at, link_at), false);

	if (IS_ERR(old))
		return PTR_ERR(old);
	return old ? -EEXIST : 0;
}

/* Returns 0 or -ENOENT. */
static __always_inline int kxx_rht_remove(struct rhashtable *table, void *object, unsigned int key_size,
					  unsigned int key_at, unsigned int link_at)
{
	return rhashtable_remove_fast(table, (struct rhash_head *)((char *)object + link_at),
				      kxx_rht_params(key_size, key_at, link_at));
}

static __always_inline void kxx_rht_walk_start(struct rhashtable_iter *walk)
{
	rhashtable_walk_start(walk);
}

/*
 * Returns the next object, or null. If the table grows during the walk, an object may come twice.
 */
static __always_inline void *kxx_rht_walk_next(struct rhashtable_iter *walk)
{
	void *object;

	do
		object = rhashtable_walk_next(walk);
	while (IS_ERR(object));
	return object;
}

static __always_inline unsigned int kxx_rht_count(const struct rhashtable *table)
{
	return atomic_read(&table->nelems);
}

#endif
