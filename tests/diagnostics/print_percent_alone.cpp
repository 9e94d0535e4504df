// SPDX-License-Identifier: GPL-2.0
//! `%d` without a value.
// BEFORE: 0
#include <kernel/prelude.hpp>

using namespace kernel;

void use();
void use()
{
#ifdef FIXED
	pr_info("x is %%d");
#else
	pr_info("x is %d"); // MISTAKE: %% for a percent sign
#endif
}
