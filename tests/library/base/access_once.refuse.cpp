// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/base/access_once.hpp refuses.
#include <kernel/base/access_once.hpp>

using namespace kernel;

// REFUSED access_once_of_struct: accessible_once
// A struct is not read in one access.
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
