// SPDX-License-Identifier: GPL-2.0
//! A slice becomes a reader once, and one can see where.
// EXPECT: passing .*as .this. argument discards|cannot bind|discards qualifiers|passing

#include <kernel/uaccess.hpp>

using namespace kernel;

usize use(UserSlice slice, Span<u8> to);
usize use(UserSlice slice, Span<u8> to)
{
#ifdef FIXED
	return std::move(slice).reader().read_some(to);
#else
	return slice.reader().read_some(to);
#endif
}
