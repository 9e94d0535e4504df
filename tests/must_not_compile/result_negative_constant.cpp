// SPDX-License-Identifier: GPL-2.0
//! -22 is no u32.
// EXPECT: error_the_constant_does_not_fit_the_result

#include <kernel/prelude.hpp>

using namespace kernel;

Result<u32> use()
{
#ifdef FIXED
	return 22;
#else
	return -22;
#endif
}
