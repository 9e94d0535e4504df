// SPDX-License-Identifier: GPL-2.0
//! A parameter of the module is a divisor, and whoever loads the module may say zero.
#include <kernel/prelude.hpp>

using namespace kernel;

static constinit Param<u32> shards{ 4 };

u32 shard_of(u32 key);
u32 shard_of(u32 key)
{
	const u32 count = shards.get();

	return count ? key % count : 0;
}
