// SPDX-License-Identifier: GPL-2.0
//! `TRY` in a function that returns nothing.
// BEFORE: 9
#include <kernel/prelude.hpp>

using namespace kernel;

Result<> start();
#ifdef FIXED
Result<> use();
Result<> use()
{
	TRY(start());
	return ok;
}
#else
void use();
void use()
{
	TRY(start()); // MISTAKE: returns a Result
}
#endif
