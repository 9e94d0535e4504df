// SPDX-License-Identifier: GPL-2.0
//! A value without a `{}`.
// BEFORE: 19
#include <kernel/prelude.hpp>

using namespace kernel;

void use(int x);
void use(int x)
{
#ifdef FIXED
	pr_info("{} of {}", x, 10);
#else
	pr_info("of {}", x, 10); // MISTAKE: more values than \{\}
#endif
}
