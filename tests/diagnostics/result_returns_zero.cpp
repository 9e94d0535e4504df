// SPDX-License-Identifier: GPL-2.0
//! `return 0` for success.
// BEFORE: 6
#include <kernel/prelude.hpp>

using namespace kernel;

Result<> use();
Result<> use()
{
#ifdef FIXED
	return ok;
#else
	return 0; // MISTAKE: return ok;
#endif
}
