// SPDX-License-Identifier: GPL-2.0
//! Two numbers would not know which of them they are.
// EXPECT: put a struct around each, whose name tells them apart

#include <kernel/one_of.hpp>

using namespace kernel;

struct Bytes {
	u32 count;
};
#ifdef FIXED
using Size = OneOf<u32, Bytes>;
#else
using Size = OneOf<u32, u32>;
#endif
Size size = Size(u32{ 1 });
