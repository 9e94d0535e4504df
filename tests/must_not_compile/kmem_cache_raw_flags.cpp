// SPDX-License-Identifier: GPL-2.0
//! SLAB_PANIC would halt the machine where there is too little memory.
// EXPECT: private within this context|no matching function

#include <kernel/kmem_cache.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

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
