// SPDX-License-Identifier: GPL-2.0
//! Truth is not counted with.
// EXPECT: constraints not satisfied|no matching function

#include <kernel/overflow.hpp>

using namespace kernel;

#ifdef FIXED
Result<int> use(int a, int b)
#else
Result<bool> use(bool a, bool b)
#endif
{
	return checked_add(a, b);
}
