// SPDX-License-Identifier: GPL-2.0
//! An exception.
// BEFORE: 4
#include <kernel/prelude.hpp>

using namespace kernel;

Result<> use(usize size);
Result<> use(usize size)
{
	if (size > 4096)
#ifdef FIXED
		return EINVAL;
#else
		throw EINVAL; // MISTAKE: return EINVAL;
#endif
	return ok;
}
