// SPDX-License-Identifier: GPL-2.0
//! That a length is right cannot be checked.
// EXPECT: no matching function|cannot convert

#include <kernel/span.hpp>

using namespace kernel;

Span<int> use(int *numbers, usize size)
{
#ifdef FIXED
	// SAFETY: the caller's array has so many.
	return Span<int>::of(unsafe, numbers, size);
#else
	return Span<int>::of(numbers, size);
#endif
}
