// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/container/maple_tree.hpp refuses.
#include <kernel/container/maple_tree.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED maple_insert_ignored: ignoring return
// The range may be taken already, so the caller checks the result.
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

// REFUSED maple_read_without_lock: deleted function
// Only items in an RcuBox are read without the lock.
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

// REFUSED maple_walk_of_temporary: deleted function
// The tree would be unlocked before its first range is read.
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
