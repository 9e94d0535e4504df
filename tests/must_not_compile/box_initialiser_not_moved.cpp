// SPDX-License-Identifier: GPL-2.0
//! An initialiser is used once.
// EXPECT: an initialiser is used once

#include <kernel/init.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

Result<Box<int>> use()
{
	auto five = init::value<int>(5);
#ifdef FIXED
	return make_box<int>(GFP_KERNEL, std::move(five));
#else
	return make_box<int>(GFP_KERNEL, five);
#endif
}
