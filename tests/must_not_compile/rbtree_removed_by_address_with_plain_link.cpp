// SPDX-License-Identifier: GPL-2.0
//! A plain link does not know whether the item is in this tree.
// EXPECT: only a TrackedRbLink knows

#include <kernel/rbtree.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Extent {
	u64 start = 0;
#ifdef FIXED
	TrackedRbLink link;
#else
	RbLink link;
#endif
};
using Extents = RbTree<Box<Extent>, &Extent::link, &Extent::start>;

void use(Extents &extents, const Extent &extent);
void use(Extents &extents, const Extent &extent)
{
	extents.remove_item(extent).ignore();
}
