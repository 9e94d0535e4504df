// SPDX-License-Identifier: GPL-2.0
//! Text has no hexadecimal form.
// EXPECT: error_format_specifier_does_not_suit_the_type

#include <kernel/prelude.hpp>

using namespace kernel;

void use(const char *text)
{
#ifdef FIXED
	pr_info("{}", text);
#else
	pr_info("{:x}", text);
#endif
}
