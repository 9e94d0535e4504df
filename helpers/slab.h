/* SPDX-License-Identifier: GPL-2.0 */
/* Allocation functions with one prototype for all kernels. */
#ifndef KXX_HELPERS_SLAB_H
#define KXX_HELPERS_SLAB_H

#include <linux/align.h>
#include <linux/log2.h>
#include <linux/slab.h>
#include <linux/mm.h>
#include <linux/version.h>

/*
 * The size to request from kmalloc() in order to get `size` bytes at a multiple of `align`, a power
 * of two. kmalloc() aligns a size that is a power of two to itself; newer kernels align any other
 * size to its largest power-of-two divisor.
 */
static __always_inline size_t kxx_kmalloc_size(size_t size, size_t align)
{
	if (align <= 8)
		return size;
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 12, 0)
	return ALIGN(size, align);
#else
	return size <= align ? align : roundup_pow_of_two(size);
#endif
}

/* Newer kernels know the old size themselves; older ones need it as an argument. */
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

/* Frees an object of any cache; the allocator finds the cache. */
static __always_inline void kxx_kmem_cache_free_found(void *object)
{
	kfree(object);
}

#endif
