// SPDX-License-Identifier: GPL-2.0
//! An allocation without flags.
// BEFORE: 17
#include <kernel/prelude.hpp>

using namespace kernel;

Result<Box<u32>> use();
Result<Box<u32>> use()
{
#ifdef FIXED
	return make_box<u32>(GFP_KERNEL, 42u);
#else
	return make_box<u32>(42u); // MISTAKE: the flags come first
#endif
}
