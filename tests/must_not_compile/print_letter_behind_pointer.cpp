// SPDX-License-Identifier: GPL-2.0
//! printk would read {}x as %px and print the address itself.
// EXPECT: error_a_letter_or_digit_follows_a_pointer_or_error

#include <kernel/prelude.hpp>

using namespace kernel;

void use(const void *p)
{
#ifdef FIXED
	pr_info("at {}, really", p);
#else
	pr_info("at {}x", p);
#endif
}
