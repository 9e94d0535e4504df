// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/base/align.hpp refuses.
#include <kernel/base/align.hpp>

using namespace kernel;

// REFUSED alignment_no_power: error_an_alignment_is_a_power_of_two
// Only a power of two is an alignment.
u32 use(u32 size)
{
#ifdef FIXED
	return align_down(size, Alignment{ 16 });
#else
	return align_down(size, Alignment{ 24 });
#endif
}
