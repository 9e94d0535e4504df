// SPDX-License-Identifier: GPL-2.0
//! A letter behind the bytes would be read as their form.
// EXPECT: error_a_letter_or_digit_follows_a_pointer_or_error

#include <kernel/format.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

usize use(Span<const u8> bytes)
{
	char buffer[64];
#ifdef FIXED
	return format_to(buffer, fmt("{} N", bytes)).size();
#else
	return format_to(buffer, fmt("{}N", bytes)).size();
#endif
}
