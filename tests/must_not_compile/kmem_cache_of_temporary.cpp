// SPDX-License-Identifier: GPL-2.0
//! A box of a cache that is gone already.
// EXPECT: use of deleted function

#include <kernel/kmem_cache.hpp>

using namespace kernel;

using Cache = KmemCache<int, "numbers">;
Result<KmemBox<int>> use(Cache &kept)
{
#ifdef FIXED
	return kept.make(GFP_KERNEL, 1);
#else
	return std::move(kept).make(GFP_KERNEL, 1);
#endif
}
