// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/memory/arc.hpp refuses.
#include <kernel/memory/arc.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

// REFUSED arc_borrow_of_temporary: use of deleted function
// A borrow of an owner that is gone would dangle.
Arc<u32> make();
u32 use()
{
#ifdef FIXED
	Arc<u32> owner = make();
	ArcBorrow<u32> look = owner.borrow();
#else
	ArcBorrow<u32> look = make().borrow();
#endif
	return *look;
}

// REFUSED arc_copied: use of deleted function
// share() makes another owner; a copy does not.
Arc<u32> use(const Arc<u32> &owner)
{
#ifdef FIXED
	return owner.share();
#else
	return owner;
#endif
}

// REFUSED arc_dropped: ignoring returned value
// An owner that nobody keeps is a mistake.
void use(const Arc<u32> &owner)
{
#ifdef FIXED
	Arc<u32> another = owner.share();
#else
	owner.share();
#endif
}

// REFUSED arc_mutated: in read-only object
// A shared object is read-only.
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

// REFUSED arc_of_box_of_unshareable: T is not shareable
// A wrapper is no safer than what is in it.
#ifdef FIXED
struct Cache {
#else
struct Cache : OneTaskAtATime {
#endif
	Atomic<u32> last;
};
Result<Arc<Vec<Box<Cache>>>> use()
{
	return make_arc<Vec<Box<Cache>>>(GFP_KERNEL);
}

// REFUSED arc_of_task_bound: T is not sendable
// Another task must not destroy an object that belongs to one task.
#ifdef FIXED
struct Section {};
#else
struct Section : TaskBound {};
#endif
Result<Arc<Section>> use()
{
	return make_arc<Section>(GFP_KERNEL);
}

// REFUSED arc_of_unshareable: T is not shareable
// Tasks must not share an object that is unsafe to use from two of them at once.
#ifdef FIXED
struct Cache {
#else
struct Cache : OneTaskAtATime {
#endif
	Atomic<u32> last;
};
Result<> use()
{
	auto shared = TRY(make_arc<Cache>(GFP_KERNEL));
	return ok;
}

// REFUSED arc_unique_after_shared: conversion from .*Arc.* to .*UniqueArc
// Once shared, an object is alone again only if the count says so.
Result<UniqueArc<u32>> use(Arc<u32> arc)
{
#ifdef FIXED
	return std::move(arc).into_unique_or_drop();
#else
	UniqueArc<u32> unique = std::move(arc);
	return unique;
#endif
}

// REFUSED arc_upcast_to_second_base: converts to the first base class only
// The count is stored in front of the object, so a base must be at its beginning.
struct Other {
	virtual ~Other() = default;
};
struct Base {
	virtual ~Base() = default;
};
#ifdef FIXED
struct Derived : Base, Other {};
#else
struct Derived : Other, Base {};
#endif
Arc<Base> use(Arc<Derived> arc)
{
	return Arc<Base>(std::move(arc));
}

// REFUSED arc_upcast_without_virtual_destructor: needs a virtual destructor
// Destroying through a base needs a virtual destructor.
struct Base {
#ifdef FIXED
	virtual ~Base() = default;
#endif
};
struct Derived : Base {};
Arc<Base> use(Arc<Derived> arc)
{
	return Arc<Base>(std::move(arc));
}
