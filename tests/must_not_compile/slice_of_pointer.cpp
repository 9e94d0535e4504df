// SPDX-License-Identifier: GPL-2.0
//! A length without an array behind it is unsafe, and says so.
// EXPECT: no matching function

#include <kernel/prelude.hpp>

using namespace kernel;

void use(const char *text)
{
#ifdef FIXED
	// SAFETY: the caller's text has four characters.
	pr_info("{}", format::Slice(unsafe, text, 4));
#else
	pr_info("{}", format::Slice(text, 4));
#endif
}
