// SPDX-License-Identifier: GPL-2.0
//! A message refers to its arguments, so it is used where it is made.
// EXPECT: use of deleted function

#include <kernel/format.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

usize use()
{
	char buffer[16];
#ifdef FIXED
	return format_to(buffer, fmt("{}", 1)).size();
#else
	auto kept = fmt("{}", 1);
	auto copy = kept;
	return format_to(buffer, copy).size();
#endif
}
