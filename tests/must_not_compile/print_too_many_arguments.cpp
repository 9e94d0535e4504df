// SPDX-License-Identifier: GPL-2.0
//! Every argument needs its {}.
// EXPECT: error_more_arguments_than_placeholders

#include <kernel/prelude.hpp>

using namespace kernel;

void use()
{
#ifdef FIXED
	pr_info("{} and {}", 1, 2);
#else
	pr_info("{}", 1, 2);
#endif
}
