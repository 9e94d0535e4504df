// SPDX-License-Identifier: GPL-2.0
//! `TRY` of what C returned.
// BEFORE: 21
#include <kernel/prelude.hpp>

using namespace kernel;

int start();
Result<> use();
Result<> use()
{
#ifdef FIXED
	TRY(Result<>::from_c(start()));
#else
	TRY(start()); // MISTAKE: Result<>::from_c
#endif
	return ok;
}
