// SPDX-License-Identifier: GPL-2.0
//! C's habit of returning -EINVAL is not an Error.
// EXPECT: could not convert|cannot convert

#include <kernel/prelude.hpp>

using namespace kernel;

Result<> act()
{
#ifdef FIXED
	return EINVAL;
#else
	return -22;
#endif
}
