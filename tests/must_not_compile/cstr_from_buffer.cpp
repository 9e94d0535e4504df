// SPDX-License-Identifier: GPL-2.0
//! An array that changes is no literal.
// EXPECT: is not a constant expression|not usable in a constant expression

#include <kernel/cstr.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

bool use()
{
	char buffer[8];
	format_to(buffer, fmt("{}", 7));
#ifdef FIXED
	return BStr::until_nul(buffer) == "7";
#else
	return CStr(buffer) == "7";
#endif
}
