// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/container/rbtree.hpp refuses.
#include <kernel/container/rbtree.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED rbtree_changed_through_const: discards qualifiers
// A tree that several tasks share is changed only with its lock held.
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

// REFUSED rbtree_insert_ignored: ignoring return
// The key may be in the tree already, so the caller checks the result.
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

// REFUSED rbtree_of_arcs_with_plain_link: give it a tracked link
// A shared item could be put into two trees at once.
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

// REFUSED rbtree_removed_by_address_with_plain_link: only a TrackedRbLink knows
// A plain link does not know whether the item is in this tree.
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
