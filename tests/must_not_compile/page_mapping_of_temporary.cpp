// SPDX-License-Identifier: GPL-2.0
//! The bytes of a page whose mapping has ended.
// EXPECT: use of deleted function

#include <kernel/page.hpp>

using namespace kernel;

usize use(Page &page)
{
#ifdef FIXED
	auto mapping = page.map();
	Span<u8> bytes = mapping.bytes();
#else
	Span<u8> bytes = page.map().bytes();
#endif
	return bytes.size();
}
