// SPDX-License-Identifier: GPL-2.0
//! A struct is not read in one access.
// EXPECT: accessible_once

#include <kernel/access_once.hpp>

using namespace kernel;

struct Pair {
	u64 a, b;
};
u64 use(const Pair &pair)
{
#ifdef FIXED
	return read_once(pair.a);
#else
	return read_once(pair).a;
#endif
}
