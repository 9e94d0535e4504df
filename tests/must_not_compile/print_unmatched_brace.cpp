// SPDX-License-Identifier: GPL-2.0
//! A brace alone is written twice.
// EXPECT: error_unmatched_brace_in_format

#include <kernel/prelude.hpp>

using namespace kernel;

void use()
{
#ifdef FIXED
	pr_info("a {{ brace");
#else
	pr_info("a } brace");
#endif
}
