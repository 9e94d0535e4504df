// SPDX-License-Identifier: GPL-2.0
//! Asking a Result<bool> itself would ask for success.
// EXPECT: could not convert|conversion|no match

#include <kernel/prelude.hpp>

using namespace kernel;

Result<bool> ready();
int use()
{
#ifdef FIXED
	return ready().is_ok();
#else
	if (ready())
		return 1;
	return 0;
#endif
}
