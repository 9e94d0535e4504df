// SPDX-License-Identifier: GPL-2.0
//! A number is no set of GFP flags.
// EXPECT: no matching function|could not convert|cannot convert

#include <kernel/prelude.hpp>

using namespace kernel;

Result<> use(Vec<int> &v)
{
#ifdef FIXED
	return v.push(1, GFP_ATOMIC);
#else
	return v.push(1, 0x820);
#endif
}
