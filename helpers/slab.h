/* SPDX-License-Identifier: GPL-2.0 */
/* One prototype for allocation over all kernels. */
#ifndef KXX_HELPERS_SLAB_H
#define KXX_HELPERS_SLAB_H

#include <linux/slab.h>
#include <linux/mm.h>
#include <linux/version.h>

/* Newer kernels know the old size themselves; older ones are told. */
static __always_inline void *kxx_kvrealloc(const void *p, size_t old_size, size_t new_size,
					   gfp_t flags)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 12, 0)
	return kvrealloc(p, new_size, flags);
#else
	return kvrealloc(p, old_size, new_size, flags);
#endif
}

static __always_inline struct kmem_cache *kxx_kmem_cache_create(const char *name,
								unsigned int size,
								unsigned int align,
								slab_flags_t flags,
								void (*ctor)(void *))
{
	return kmem_cache_create(name, size, align, flags, ctor);
}

#endif
