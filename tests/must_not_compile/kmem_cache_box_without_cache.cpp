// SPDX-License-Identifier: GPL-2.0
//! Objects of a cache are made by the cache.
// EXPECT: use of deleted function

#include <kernel/kmem_cache.hpp>

using namespace kernel;

Result<KmemBox<int>> use(KmemCache<int, "numbers"> &cache)
{
#ifdef FIXED
	return cache.make(GFP_KERNEL, 1);
#else
	return make_box<int, FromKmemCache>(GFP_KERNEL, 1);
#endif
}
