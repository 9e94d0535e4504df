// SPDX-License-Identifier: GPL-2.0
//! Who shares an object only reads it.
// EXPECT: in read-only object

#include <kernel/arc.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

struct Stats {
#ifdef FIXED
	Atomic<u32> reads;
#else
	u32 reads;
#endif
};
void use(const Arc<Stats> &stats)
{
#ifdef FIXED
	stats->reads.inc();
#else
	stats->reads++;
#endif
}
