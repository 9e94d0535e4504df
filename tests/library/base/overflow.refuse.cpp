// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/base/overflow.hpp refuses.
#include <kernel/base/overflow.hpp>

using namespace kernel;

// REFUSED overflow_dropped: ignoring return(ed)? value|conversion|cannot convert
// A sum may overflow, so its Result must be checked.
Result<usize> use(usize a, usize b)
{
#ifdef FIXED
	const usize sum = TRY(checked_add(a, b));
#else
	const usize sum = checked_add(a, b);
#endif
	return sum;
}

// REFUSED overflow_layout_too_large: larger than half the address space
// A constant array that cannot exist does not compile.
#ifdef FIXED
constexpr auto layout = ArrayLayout<u64>::of<1000>();
#else
constexpr auto layout = ArrayLayout<u64>::of<(~usize{ 0 } >> 3)>();
#endif

// REFUSED overflow_of_bool: constraints not satisfied|no matching function
// A bool is not a number to calculate with.
#ifdef FIXED
Result<int> use(int a, int b)
#else
Result<bool> use(bool a, bool b)
#endif
{
	return checked_add(a, b);
}
