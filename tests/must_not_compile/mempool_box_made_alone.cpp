// SPDX-License-Identifier: GPL-2.0
//! Only a pool makes its boxes.
// EXPECT: private within this context

#include <kernel/mempool.hpp>

using namespace kernel;

PoolBox<int> use(Mempool<int> &pool, int *number)
{
#ifdef FIXED
	return pool.take(*number);
#else
	return PoolBox<int>(number, nullptr);
#endif
}
