// SPDX-License-Identifier: GPL-2.0
//! Bytes in hexadecimal have no width: how many they are stands there.
// EXPECT: error_format_specifier_does_not_suit_the_type

#include <kernel/format.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

usize use(Span<const u8> bytes)
{
	char buffer[64];
#ifdef FIXED
	return format_to(buffer, fmt("{}", bytes)).size();
#else
	return format_to(buffer, fmt("{:8}", bytes)).size();
#endif
}
