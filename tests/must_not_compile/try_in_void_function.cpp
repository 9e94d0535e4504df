// SPDX-License-Identifier: GPL-2.0
//! TRY needs a function that can return the error.
// EXPECT: return-statement with a value, in function returning .void.

#include <kernel/prelude.hpp>

using namespace kernel;

Result<int> get();
#ifdef FIXED
Result<> use()
#else
void use()
#endif
{
	int got = TRY(get());
	(void)got;
#ifdef FIXED
	return ok;
#endif
}
