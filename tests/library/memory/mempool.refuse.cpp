// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/memory/mempool.hpp refuses.
#include <kernel/memory/mempool.hpp>

using namespace kernel;

// REFUSED mempool_box_made_alone: private within this context
// Only a pool makes its boxes.
PoolBox<int> use(Mempool<int> &pool, int *number)
{
#ifdef FIXED
	return pool.take(*number);
#else
	return PoolBox<int>(number, nullptr);
#endif
}

// REFUSED mempool_of_temporary: use of deleted function
// The box would outlive its pool.
PoolBox<int> use(Mempool<int> &kept)
{
#ifdef FIXED
	return kept.take(1);
#else
	return std::move(kept).take(1);
#endif
}
