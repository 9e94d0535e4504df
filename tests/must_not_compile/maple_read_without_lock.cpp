// SPDX-License-Identifier: GPL-2.0
//! Only what is in an RcuBox is read without the lock.
// EXPECT: deleted function

#include <kernel/maple_tree.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

using Ranges = MapleTree<Box<u32>, "example.ranges">;

u32 use(const Ranges &ranges);
u32 use(const Ranges &ranges)
{
#ifdef FIXED
	auto locked = ranges.lock();
	const u32 *found = locked.find(1);
#else
	const u32 *found = ranges.find(1);
#endif
	return found ? *found : 0;
}
