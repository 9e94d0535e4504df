// SPDX-License-Identifier: GPL-2.0
//! Every {} needs an argument.
// EXPECT: error_more_placeholders_than_arguments

#include <kernel/prelude.hpp>

using namespace kernel;

void use()
{
#ifdef FIXED
	pr_info("{} and {}", 1, 2);
#else
	pr_info("{} and {}", 1);
#endif
}
