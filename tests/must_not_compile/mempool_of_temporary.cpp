// SPDX-License-Identifier: GPL-2.0
//! A box of a pool that is gone already.
// EXPECT: use of deleted function

#include <kernel/mempool.hpp>

using namespace kernel;

PoolBox<int> use(Mempool<int> &kept)
{
#ifdef FIXED
	return kept.take(1);
#else
	return std::move(kept).take(1);
#endif
}
