// SPDX-License-Identifier: GPL-2.0
//! fmt() checks as pr_info() does: an argument for each placeholder.
// EXPECT: error_more_placeholders_than_arguments

#include <kernel/prelude.hpp>
#include <kernel/string.hpp>

using namespace kernel;

usize use()
{
	char buffer[16];
#ifdef FIXED
	return format_to(buffer, fmt("{} {}", 1, 2)).size();
#else
	return format_to(buffer, fmt("{} {}", 1)).size();
#endif
}
