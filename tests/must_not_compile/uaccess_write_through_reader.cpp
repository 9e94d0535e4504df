// SPDX-License-Identifier: GPL-2.0
//! A reader does not write.
// EXPECT: has no member named

#include <kernel/uaccess.hpp>

using namespace kernel;

#ifdef FIXED
Result<> use(UserWriter to);
Result<> use(UserWriter to)
#else
Result<> use(UserReader to);
Result<> use(UserReader to)
#endif
{
	return to.write(u32{ 1 });
}
