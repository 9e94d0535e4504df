// SPDX-License-Identifier: GPL-2.0
//! What C returned is no count.
// EXPECT: call to non-'constexpr' function|not a constant expression|is not a constant

#include <kernel/prelude.hpp>

using namespace kernel;

int c_function();
Result<u32> use()
{
#ifdef FIXED
	int returned = c_function();
	if (returned < 0)
		return Error::from_c(returned);
	return static_cast<u32>(returned);
#else
	return c_function();
#endif
}
