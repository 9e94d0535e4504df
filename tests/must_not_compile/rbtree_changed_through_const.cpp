// SPDX-License-Identifier: GPL-2.0
//! A tree is changed by who has it alone: with the lock.
// EXPECT: discards qualifiers

#include <kernel/rbtree.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Extent {
	u64 start = 0;
	RbLink link;
};
using Extents = RbTree<Box<Extent>, &Extent::link, &Extent::start>;
struct Disk {
#ifdef FIXED
	SpinLock<Extents, "example.extents"> extents;
#else
	Extents extents;
#endif
};

Result<> use(const Disk &disk, Box<Extent> extent);
Result<> use(const Disk &disk, Box<Extent> extent)
{
#ifdef FIXED
	return disk.extents.lock()->insert(std::move(extent));
#else
	return disk.extents.insert(std::move(extent));
#endif
}
