// SPDX-License-Identifier: GPL-2.0
//! Elements that have one owner are not copied.
// EXPECT: no matching function|constraints not satisfied

#include <kernel/prelude.hpp>

using namespace kernel;

Result<> use(Vec<Box<int>> &to, Vec<Box<int>> &from)
{
#ifdef FIXED
	return to.append(from, GFP_KERNEL);
#else
	return to.extend(from.span(), GFP_KERNEL);
#endif
}
