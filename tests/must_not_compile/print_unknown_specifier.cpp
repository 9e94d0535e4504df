// SPDX-License-Identifier: GPL-2.0
//! Floating point and other letters do not exist.
// EXPECT: error_unknown_format_specifier

#include <kernel/prelude.hpp>

using namespace kernel;

void use(int n)
{
#ifdef FIXED
	pr_info("{:x}", n);
#else
	pr_info("{:f}", n);
#endif
}
