// SPDX-License-Identifier: GPL-2.0
//! A number must not outlive what gave it.
// EXPECT: deleted function

#include <kernel/idr.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

Result<> use();
Result<> use()
{
#ifdef FIXED
	Ida ida;
	auto id = TRY(ida.alloc(GFP_KERNEL));
#else
	auto id = TRY(Ida().alloc(GFP_KERNEL));
#endif
	return ok;
}
