/* SPDX-License-Identifier: GPL-2.0 */
/* Pools of elements from kmalloc, with one prototype for all kernels. */
#ifndef KXX_HELPERS_MEMPOOL_H
#define KXX_HELPERS_MEMPOOL_H

#include <linux/mempool.h>

static __always_inline mempool_t *kxx_mempool_create_kmalloc(int least, size_t size)
{
	return mempool_create_kmalloc_pool(least, size);
}

static __always_inline void *kxx_mempool_alloc(mempool_t *pool, gfp_t flags)
{
	return mempool_alloc(pool, flags);
}

#endif
