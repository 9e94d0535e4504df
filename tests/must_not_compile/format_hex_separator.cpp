// SPDX-License-Identifier: GPL-2.0
//! printk knows three separators.
// EXPECT: printk separates bytes by

#include <kernel/format.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

usize use(Span<const u8> bytes)
{
	char buffer[64];
#ifdef FIXED
	return format_to(buffer, fmt("{}", format::hex<':'>(bytes))).size();
#else
	return format_to(buffer, fmt("{}", format::hex<'/'>(bytes))).size();
#endif
}
