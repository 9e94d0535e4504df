// SPDX-License-Identifier: GPL-2.0
//! A push may fail.
// EXPECT: ignoring return(ed)? value

#include <kernel/prelude.hpp>

using namespace kernel;

void use(Vec<int> &v)
{
#ifdef FIXED
	v.push(1, GFP_KERNEL).ignore();
#else
	v.push(1, GFP_KERNEL);
#endif
}
