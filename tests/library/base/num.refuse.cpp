// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/base/num.hpp refuses.
#include <kernel/base/num.hpp>

using namespace kernel;

// REFUSED bounded_too_large: error_the_constant_has_more_bits_than_the_type
// The constant has more bits than the type.
Bounded<u32, 5> use()
{
#ifdef FIXED
	return Bounded<u32, 5>{ 31 };
#else
	return Bounded<u32, 5>{ 32 };
#endif
}
