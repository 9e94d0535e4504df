// SPDX-License-Identifier: GPL-2.0
//! A key may be there already.
// EXPECT: ignoring return

#include <kernel/rbtree.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Extent {
	u64 start = 0;
	RbLink link;
};
using Extents = RbTree<Box<Extent>, &Extent::link, &Extent::start>;

Result<> use(Extents &extents, Box<Extent> extent);
Result<> use(Extents &extents, Box<Extent> extent)
{
#ifdef FIXED
	TRY(extents.insert(std::move(extent)));
#else
	extents.insert(std::move(extent));
#endif
	return ok;
}
