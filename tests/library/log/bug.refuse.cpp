// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/log/bug.hpp refuses.
#include <kernel/log/bug.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED warn_with_text_alone: no matching function|cannot convert|could not convert|ambiguous
// The text of a warning is a fmt().
bool use(u32 depth)
{
#ifdef FIXED
	return warn_on(depth > 6, fmt("too deep"));
#else
	return warn_on(depth > 6, "too deep");
#endif
}
