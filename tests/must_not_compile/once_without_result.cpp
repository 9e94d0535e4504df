// SPDX-License-Identifier: GPL-2.0
//! Whether it succeeded decides whether it is called again.
// EXPECT: the function returns a Result

#include <kernel/sync/once.hpp>

using namespace kernel;

constinit Once once;
Result<> use()
{
#ifdef FIXED
	return once.call([]() -> Result<> { return ok; });
#else
	return once.call([] {});
#endif
}
