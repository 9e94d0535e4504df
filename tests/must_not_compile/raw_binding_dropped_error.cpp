// SPDX-License-Identifier: GPL-2.0
//! What C returned is converted by name.
// EXPECT: cannot convert|could not convert|no match|conversion from

#include <kernel/prelude.hpp>

using namespace kernel;

int c_function();
Result<> use()
{
#ifdef FIXED
	return Result<>::from_c(c_function());
#else
	return c_function();
#endif
}
