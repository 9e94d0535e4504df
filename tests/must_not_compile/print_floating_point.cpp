// SPDX-License-Identifier: GPL-2.0
//! There is no floating point in the kernel.
// EXPECT: this type has no \{\} form

#include <kernel/prelude.hpp>

using namespace kernel;

void use(int n)
{
#ifdef FIXED
	pr_info("{}", n);
#else
	pr_info("{}", __builtin_bit_cast(float, n));
#endif
}
