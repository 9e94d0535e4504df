// SPDX-License-Identifier: GPL-2.0
//! C's letter within `{}`.
// BEFORE: 20
#include <kernel/prelude.hpp>

using namespace kernel;

void use(u32 x);
void use(u32 x)
{
#ifdef FIXED
	pr_info("{}", x);
#else
	pr_info("{:u}", x); // MISTAKE: write \{\}, or one of
#endif
}
