// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/memory/kmem_cache.hpp refuses.
#include <kernel/memory/kmem_cache.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED kmem_cache_box_as_kmalloc: could not convert|conversion from
// Memory of a cache is another type than memory of kmalloc.
#ifdef FIXED
KmemBox<int> use(KmemBox<int> box)
#else
Box<int> use(KmemBox<int> box)
#endif
{
	return box;
}

// REFUSED kmem_cache_box_without_cache: use of deleted function
// Objects of a cache are made by the cache.
Result<KmemBox<int>> use(KmemCache<int, "numbers"> &cache)
{
#ifdef FIXED
	return cache.make(GFP_KERNEL, 1);
#else
	return make_box<int, FromKmemCache>(GFP_KERNEL, 1);
#endif
}

// REFUSED kmem_cache_of_temporary: use of deleted function
// A box of a cache that is gone already.
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
// SLAB_PANIC would halt the machine where there is too little memory.
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
