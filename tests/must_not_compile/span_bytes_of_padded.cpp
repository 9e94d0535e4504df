// SPDX-License-Identifier: GPL-2.0
//! Padding holds old memory, which nobody may read.
// EXPECT: no matching function|constraints not satisfied

#include <kernel/span.hpp>

using namespace kernel;

struct Record {
#ifdef FIXED
	u32 kind;
#else
	u8 kind;
#endif
	u32 number;
};
usize use(Span<const Record> records)
{
	return records.bytes().size();
}
