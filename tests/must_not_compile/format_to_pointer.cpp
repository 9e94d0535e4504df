// SPDX-License-Identifier: GPL-2.0
//! A pointer does not say how much there is room for.
// EXPECT: no matching function

#include <kernel/prelude.hpp>
#include <kernel/string.hpp>

using namespace kernel;

usize use(char *to, usize size)
{
#ifdef FIXED
	// SAFETY: the caller says that there are `size` bytes.
	return format_to(Span<char>::of(unsafe, to, size), fmt("{}", 1)).size();
#else
	(void)size;
	return format_to(to, fmt("{}", 1)).size();
#endif
}
