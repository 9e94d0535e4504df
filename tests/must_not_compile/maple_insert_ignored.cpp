// SPDX-License-Identifier: GPL-2.0
//! A range may be taken.
// EXPECT: ignoring return

#include <kernel/maple_tree.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

using Ranges = MapleTree<Box<u32>, "example.ranges">;

Result<> use(const Ranges &ranges, Box<u32> number);
Result<> use(const Ranges &ranges, Box<u32> number)
{
#ifdef FIXED
	TRY(ranges.insert_range(1, 2, std::move(number), GFP_KERNEL));
#else
	ranges.insert_range(1, 2, std::move(number), GFP_KERNEL);
#endif
	return ok;
}
