// SPDX-License-Identifier: GPL-2.0
//! The tree would be unlocked before the first range is looked at.
// EXPECT: deleted function

#include <kernel/maple_tree.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

using Ranges = MapleTree<Box<u32>, "example.ranges">;

u32 use(const Ranges &ranges);
u32 use(const Ranges &ranges)
{
	u32 sum = 0;
#ifdef FIXED
	auto locked = ranges.lock();
	for (auto [first, last, number] : locked.items())
#else
	for (auto [first, last, number] : ranges.lock().items())
#endif
		sum += number;
	return sum;
}
