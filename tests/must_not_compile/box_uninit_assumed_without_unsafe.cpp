// SPDX-License-Identifier: GPL-2.0
//! That an object was built there is for the caller to prove.
// EXPECT: no matching function|too few arguments

#include <kernel/prelude.hpp>

using namespace kernel;

Result<Box<int>> use()
{
	auto memory = TRY(make_box_uninit<int>(GFP_KERNEL));
#ifdef FIXED
	return std::move(memory).write(1);
#else
	return std::move(memory).assume_init();
#endif
}
