// SPDX-License-Identifier: GPL-2.0
//! Taking ownership back is unsafe, and says so.
// EXPECT: cannot convert|no matching function|could not convert

#include <kernel/prelude.hpp>

using namespace kernel;

Box<int> use(int *raw)
{
#ifdef FIXED
	// SAFETY: the caller got it from into_raw().
	return Box<int>::from_raw(unsafe, raw);
#else
	return Box<int>::from_raw(raw);
#endif
}
