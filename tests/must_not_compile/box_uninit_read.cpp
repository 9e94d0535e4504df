// SPDX-License-Identifier: GPL-2.0
//! Memory without an object is not an object.
// EXPECT: has no member named|base operand of|no match for

#include <kernel/prelude.hpp>

using namespace kernel;

Result<int> use()
{
	auto memory = TRY(make_box_uninit<int>(GFP_KERNEL));
#ifdef FIXED
	auto number = std::move(memory).write(1);
	return *number;
#else
	return *memory;
#endif
}
