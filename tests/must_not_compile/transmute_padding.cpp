// SPDX-License-Identifier: GPL-2.0
//! Padding holds old memory.
// EXPECT: constraints? not satisfied|no matching function|no_padding

#include <kernel/transmute.hpp>

using namespace kernel;

struct Header {
	u8 kind;
#ifdef FIXED
	u8 reserved[3];
#endif
	u32 size;
};

Span<const u8> use(const Header &header)
{
	return as_bytes(header);
}
