// SPDX-License-Identifier: GPL-2.0
//! A text for C has no NUL inside.
// EXPECT: error_this_text_has_a_nul_inside

#include <kernel/cstr.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

CStr use()
{
#ifdef FIXED
	return "disk";
#else
	return "di\0sk";
#endif
}
