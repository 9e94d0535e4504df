// SPDX-License-Identifier: GPL-2.0
//! A forgotten `TRY`.
// BEFORE: 13
#include <kernel/prelude.hpp>

using namespace kernel;

Result<> start();
Result<> use();
Result<> use()
{
#ifdef FIXED
	TRY(start());
#else
	start(); // MISTAKE: write TRY
#endif
	return ok;
}
