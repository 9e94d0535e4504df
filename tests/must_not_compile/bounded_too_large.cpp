// SPDX-License-Identifier: GPL-2.0
//! A constant that does not fit.
// EXPECT: error_the_constant_has_more_bits_than_the_type

#include <kernel/num.hpp>

using namespace kernel;

Bounded<u32, 5> use()
{
#ifdef FIXED
	return Bounded<u32, 5>{ 31 };
#else
	return Bounded<u32, 5>{ 32 };
#endif
}
