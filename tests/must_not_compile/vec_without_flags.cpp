// SPDX-License-Identifier: GPL-2.0
//! Growing names its flags.
// EXPECT: no matching function

#include <kernel/prelude.hpp>

using namespace kernel;

Result<> use(Vec<int> &v)
{
#ifdef FIXED
	return v.push(1, GFP_KERNEL);
#else
	return v.push(1);
#endif
}
