// SPDX-License-Identifier: GPL-2.0
//! A sum that may not exist is looked at.
// EXPECT: ignoring return(ed)? value|conversion|cannot convert

#include <kernel/overflow.hpp>

using namespace kernel;

Result<usize> use(usize a, usize b)
{
#ifdef FIXED
	const usize sum = TRY(checked_add(a, b));
#else
	const usize sum = checked_add(a, b);
#endif
	return sum;
}
