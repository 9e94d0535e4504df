// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/container/xarray.hpp refuses.
#include <kernel/container/xarray.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED xarray_alloc_without_ids: an array that gives indices says so
// An XArray allocates indices only if its type says so.
#ifdef FIXED
using Numbers = XArray<Box<u32>, "example.numbers", XaIds::FromZero>;
#else
using Numbers = XArray<Box<u32>, "example.numbers">;
#endif

Result<u32> use(const Numbers &numbers, Box<u32> number);
Result<u32> use(const Numbers &numbers, Box<u32> number)
{
	return numbers.alloc(std::move(number), GFP_KERNEL);
}

// REFUSED xarray_found_item_outlives_the_lock: deleted function
// An item that was found is valid only while the array is locked.
using Numbers = XArray<Box<u32>, "example.numbers">;

u32 use(const Numbers &numbers);
u32 use(const Numbers &numbers)
{
#ifdef FIXED
	auto locked = numbers.lock();
	const u32 *found = locked.find(1);
#else
	const u32 *found = numbers.lock().find(1);
#endif
	return found ? *found : 0;
}

// REFUSED xarray_insert_without_flags: no matching function
// An insertion may allocate, so it names its flags.
using Numbers = XArray<Box<u32>, "example.numbers">;

Result<> use(const Numbers &numbers, Box<u32> number);
Result<> use(const Numbers &numbers, Box<u32> number)
{
#ifdef FIXED
	return numbers.insert(1, std::move(number), GFP_KERNEL);
#else
	return numbers.insert(1, std::move(number));
#endif
}

// REFUSED xarray_mark_of_free_indices: finds the free ones by XaMark::Zero
// An XArray that allocates indices uses XaMark::Zero for the free ones.
using Numbers = XArray<Box<u32>, "example.numbers", XaIds::FromZero>;

void use(const Numbers &numbers);
void use(const Numbers &numbers)
{
	auto locked = numbers.lock();
#ifdef FIXED
	locked.set_mark<XaMark::One>(1);
#else
	locked.set_mark<XaMark::Zero>(1);
#endif
}

// REFUSED xarray_of_task_bound: it must be sendable
// Another task may remove the item, so the item must be sendable.
#ifdef FIXED
struct Item {};
#else
struct Item : TaskBound {};
#endif

void use();
void use()
{
	XArray<Box<Item>, "example.items"> items;
}

// REFUSED xarray_read_without_lock: deleted function
// Only items in an RcuBox are read without the lock.
using Numbers = XArray<Box<u32>, "example.numbers">;

u32 use(const Numbers &numbers);
u32 use(const Numbers &numbers)
{
#ifdef FIXED
	auto locked = numbers.lock();
	const u32 *found = locked.find(1);
#else
	const u32 *found = numbers.find(1);
#endif
	return found ? *found : 0;
}

// REFUSED xarray_read_without_section: deleted function
// An RCU reader needs a read-side critical section.
using Numbers = XArray<RcuBox<u32>, "example.numbers">;

u32 use(const Numbers &numbers);
u32 use(const Numbers &numbers)
{
	rcu::ReadGuard reading;
#ifdef FIXED
	const u32 *found = numbers.find(1, reading);
#else
	const u32 *found = numbers.find(1);
#endif
	return found ? *found : 0;
}
