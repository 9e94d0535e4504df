// SPDX-License-Identifier: GPL-2.0
//! Every allocation names its flags.
// EXPECT: no matching function|could not convert|cannot convert

#include <kernel/prelude.hpp>

using namespace kernel;

Result<Box<int>> use()
{
#ifdef FIXED
	return make_box<int>(GFP_KERNEL, 1);
#else
	return make_box<int>(1);
#endif
}
