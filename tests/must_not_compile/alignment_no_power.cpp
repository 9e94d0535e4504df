// SPDX-License-Identifier: GPL-2.0
//! Rounding is to powers of two.
// EXPECT: error_an_alignment_is_a_power_of_two

#include <kernel/align.hpp>

using namespace kernel;

u32 use(u32 size)
{
#ifdef FIXED
	return align_down(size, Alignment{ 16 });
#else
	return align_down(size, Alignment{ 24 });
#endif
}
