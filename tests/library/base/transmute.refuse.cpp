// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/base/transmute.hpp refuses.
#include <kernel/base/transmute.hpp>

using namespace kernel;

// REFUSED transmute_padding: constraints? not satisfied|no matching function|no_padding
// Padding holds stale memory.
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
