// SPDX-License-Identifier: GPL-2.0
//! What others own, too, is never alone.
// EXPECT: no matching function for call to

#include <kernel/foreign.hpp>

using namespace kernel;

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
