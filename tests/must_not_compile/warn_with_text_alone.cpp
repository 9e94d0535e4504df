// SPDX-License-Identifier: GPL-2.0
//! A text for a warning is a fmt().
// EXPECT: no matching function|cannot convert|could not convert|ambiguous

#include <kernel/bug.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

bool use(u32 depth)
{
#ifdef FIXED
	return warn_on(depth > 6, fmt("too deep"));
#else
	return warn_on(depth > 6, "too deep");
#endif
}
