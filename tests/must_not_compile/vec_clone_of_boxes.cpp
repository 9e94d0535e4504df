// SPDX-License-Identifier: GPL-2.0
//! A clone of owners would need a clone of what they own.
// EXPECT: no matching function|constraints not satisfied

#include <kernel/prelude.hpp>

using namespace kernel;

#ifdef FIXED
Result<Vec<int>> use(const Vec<int> &numbers)
#else
Result<Vec<Box<int>>> use(const Vec<Box<int>> &numbers)
#endif
{
	return numbers.clone(GFP_KERNEL);
}
