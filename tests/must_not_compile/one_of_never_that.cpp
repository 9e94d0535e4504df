// SPDX-License-Identifier: GPL-2.0
//! A type that it never is.
// EXPECT: this OneOf<> is never a T

#include <kernel/one_of.hpp>

using namespace kernel;

bool use(const OneOf<u8, u32> &value)
{
#ifdef FIXED
	return value.is<u32>();
#else
	return value.is<u64>();
#endif
}
