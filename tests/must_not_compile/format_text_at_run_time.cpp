// SPDX-License-Identifier: GPL-2.0
//! A format is a literal: text from elsewhere is an argument.
// EXPECT: could not convert|cannot convert|no matching function|not usable in a constant expression

#include <kernel/prelude.hpp>
#include <kernel/string.hpp>

using namespace kernel;

usize use(const char *from_elsewhere)
{
	char buffer[16];
#ifdef FIXED
	return format_to(buffer, fmt("{}", from_elsewhere)).size();
#else
	return format_to(buffer, fmt(from_elsewhere)).size();
#endif
}
