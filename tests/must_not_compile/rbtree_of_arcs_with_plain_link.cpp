// SPDX-License-Identifier: GPL-2.0
//! A shared item could be put into two trees at once.
// EXPECT: give it a tracked link

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

void use();
void use()
{
	RbTree<Arc<Extent>, &Extent::link, &Extent::start> extents;
}
