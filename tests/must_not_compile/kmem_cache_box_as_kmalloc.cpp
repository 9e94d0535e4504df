// SPDX-License-Identifier: GPL-2.0
//! Memory of a cache is another type than memory of kmalloc.
// EXPECT: could not convert|conversion from

#include <kernel/kmem_cache.hpp>

using namespace kernel;

#ifdef FIXED
KmemBox<int> use(KmemBox<int> box)
#else
Box<int> use(KmemBox<int> box)
#endif
{
	return box;
}
