// SPDX-License-Identifier: GPL-2.0
//! `printk`.
// BEFORE: 8
#include <kernel/prelude.hpp>

using namespace kernel;

void use(int x);
void use(int x)
{
#ifdef FIXED
	pr_info("x is {}", x);
#else
	printk(KERN_INFO "x is %d\n", x); // MISTAKE: write pr_info
#endif
}
