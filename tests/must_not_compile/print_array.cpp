// SPDX-License-Identifier: GPL-2.0
//! An array of numbers has no form.
// EXPECT: this type has no \{\} form

#include <kernel/prelude.hpp>

using namespace kernel;

void use()
{
	u32 numbers[2] = { 1, 2 };
#ifdef FIXED
	pr_info("{} {}", numbers[0], numbers[1]);
#else
	pr_info("{}", numbers);
#endif
}
