// SPDX-License-Identifier: GPL-2.0
//! A pointer into a temporary Vec would dangle.
// EXPECT: use of deleted function

#include <kernel/prelude.hpp>

using namespace kernel;

Vec<int> make();
bool use()
{
#ifdef FIXED
	Vec<int> numbers = make();
	return numbers.get(0);
#else
	return make().get(0);
#endif
}
