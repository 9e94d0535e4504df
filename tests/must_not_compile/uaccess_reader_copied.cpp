// SPDX-License-Identifier: GPL-2.0
//! A second reading is asked for by name.
// EXPECT: use of deleted function

#include <kernel/uaccess.hpp>

using namespace kernel;

usize use(UserReader &from, Span<u8> to);
usize use(UserReader &from, Span<u8> to)
{
#ifdef FIXED
	UserReader second = from.again();
#else
	UserReader second = from;
#endif
	return from.read_some(to) + second.read_some(to);
}
