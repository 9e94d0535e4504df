// SPDX-License-Identifier: GPL-2.0
//! A number has no precision.
// EXPECT: error_format_specifier_does_not_suit_the_type

#include <kernel/prelude.hpp>
#include <kernel/string.hpp>

using namespace kernel;

usize use()
{
	char buffer[16];
#ifdef FIXED
	return format_to(buffer, fmt("{:8}", 1)).size();
#else
	return format_to(buffer, fmt("{:.8}", 1)).size();
#endif
}
