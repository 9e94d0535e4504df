// SPDX-License-Identifier: GPL-2.0
//! A `{}` without a value.
// BEFORE: 18
#include <kernel/prelude.hpp>

using namespace kernel;

void use(int x);
void use(int x)
{
#ifdef FIXED
	pr_info("{} of {}", x, 10);
#else
	pr_info("{} of {}", x); // MISTAKE: more \{\} than values
#endif
}
