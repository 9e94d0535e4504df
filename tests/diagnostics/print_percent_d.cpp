// SPDX-License-Identifier: GPL-2.0
//! `%d` with a value.
// BEFORE: 19
#include <kernel/prelude.hpp>

using namespace kernel;

void use(int x);
void use(int x)
{
#ifdef FIXED
	pr_info("x is {}", x);
#else
	pr_info("x is %d", x); // MISTAKE: write \{\} for a value
#endif
}
