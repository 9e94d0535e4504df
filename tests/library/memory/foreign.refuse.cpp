// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/memory/foreign.hpp refuses.
#include <kernel/memory/foreign.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED foreign_borrow_alone_of_arc: no matching function for call to
// An Arc may share its object, so it gives no exclusive access.
u32 use(void *data)
{
#ifdef FIXED
	// SAFETY: none; this is a test.
	return *borrow_foreign<Arc<u32>>(unsafe, data);
#else
	// SAFETY: none; this is a test.
	return borrow_foreign_alone<Arc<u32>>(unsafe, data);
#endif
}

// REFUSED foreign_from_without_unsafe: no matching function|too few arguments
// Calling from_foreign() twice would make two owners.
Box<u32> use(void *raw)
{
#ifdef FIXED
	// SAFETY: none; this is a test.
	return from_foreign<Box<u32>>(unsafe, raw);
#else
	return Foreign<Box<u32>>::from(raw);
#endif
}

// REFUSED foreign_lost: ignoring return value
// An owner that became a void * leaks if nobody takes it.
void *use(Box<u32> box)
{
#ifdef FIXED
	return into_foreign(std::move(box));
#else
	into_foreign(std::move(box));
	return nullptr;
#endif
}

// REFUSED foreign_of_value: foreign_ownable
// Only an owner or a pointer fits into a void *.
struct Data {
	u32 a[4];
};
Result<void *> use()
{
#ifdef FIXED
	return into_foreign(TRY(make_box<Data>(GFP_KERNEL)));
#else
	return into_foreign(Data{});
#endif
}
