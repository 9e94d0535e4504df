// SPDX-License-Identifier: GPL-2.0
//! A newline at the end of a message.
// BEFORE: 0
#include <kernel/prelude.hpp>

using namespace kernel;

void use();
void use()
{
#ifdef FIXED
	pr_info("loaded");
#else
	pr_info("loaded\n"); // MISTAKE: leave out the newline
#endif
}
