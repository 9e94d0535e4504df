// SPDX-License-Identifier: GPL-2.0
//! A negative errno.
// BEFORE: 4
#include <kernel/prelude.hpp>

using namespace kernel;

Result<> use(usize size);
Result<> use(usize size)
{
	if (size > 4096)
#ifdef FIXED
		return ENOMEM;
#else
		return -ENOMEM; // MISTAKE: write .return ENOMEM;
#endif
	return ok;
}
