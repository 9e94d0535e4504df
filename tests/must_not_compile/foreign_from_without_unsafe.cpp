// SPDX-License-Identifier: GPL-2.0
//! Twice from() would be two owners.
// EXPECT: no matching function|too few arguments

#include <kernel/foreign.hpp>

using namespace kernel;

Box<u32> use(void *raw)
{
#ifdef FIXED
	// SAFETY: none; this is a test.
	return from_foreign<Box<u32>>(unsafe, raw);
#else
	return Foreign<Box<u32>>::from(raw);
#endif
}
