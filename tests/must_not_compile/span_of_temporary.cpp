// SPDX-License-Identifier: GPL-2.0
//! A view of a temporary would dangle.
// EXPECT: use of deleted function|cannot bind|no matching function

#include <kernel/prelude.hpp>
#include <kernel/span.hpp>

using namespace kernel;

Vec<int> make();
usize use()
{
#ifdef FIXED
	Vec<int> numbers = make();
	return Span<int>::of(numbers).size();
#else
	return Span<int>::of(make()).size();
#endif
}
