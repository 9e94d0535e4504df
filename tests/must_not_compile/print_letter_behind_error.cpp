// SPDX-License-Identifier: GPL-2.0
//! printk would swallow what follows an Error.
// EXPECT: error_a_letter_or_digit_follows_a_pointer_or_error

#include <kernel/prelude.hpp>

using namespace kernel;

void use(Error e)
{
#ifdef FIXED
	pr_info("{} times", e);
#else
	pr_info("{}times", e);
#endif
}
