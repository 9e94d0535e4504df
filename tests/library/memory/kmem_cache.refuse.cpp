// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/memory/kmem_cache.hpp refuses.
#include <kernel/memory/kmem_cache.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED kmem_cache_box_as_kmalloc: could not convert|conversion from
// A box of a cache has another type than a box of kmalloc().
#ifdef FIXED
KmemBox<int> use(KmemBox<int> box)
#else
Box<int> use(KmemBox<int> box)
#endif
{
	return box;
}

// REFUSED kmem_cache_box_without_cache: use of deleted function
// Only the cache makes its objects.
Result<KmemBox<int>> use(KmemCache<int, "numbers"> &cache)
{
#ifdef FIXED
	return cache.make(GFP_KERNEL, 1);
#else
	return make_box<int, FromKmemCache>(GFP_KERNEL, 1);
#endif
}

// REFUSED kmem_cache_of_temporary: use of deleted function
// The box would outlive its cache.
using Cache = KmemCache<int, "numbers">;
Result<KmemBox<int>> use(Cache &kept)
{
#ifdef FIXED
	return kept.make(GFP_KERNEL, 1);
#else
	return std::move(kept).make(GFP_KERNEL, 1);
#endif
}

// REFUSED kmem_cache_raw_flags: private within this context|no matching function
// SLAB_PANIC would halt the machine when memory is short.
using Cache = KmemCache<u32, "numbers">;
Result<Cache> use();
Result<Cache> use()
{
#ifdef FIXED
	return Cache::create({ .flags = SLAB_HWCACHE_ALIGN });
#else
	return Cache::create({ .flags = SlabFlags(::macro::SLAB_PANIC) });
#endif
}
