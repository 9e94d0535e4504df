// SPDX-License-Identifier: GPL-2.0
//! A Result in place of its value.
// BEFORE: 6
#include <kernel/prelude.hpp>

using namespace kernel;

Result<u32> measure();
Result<u32> use();
Result<u32> use()
{
#ifdef FIXED
	u32 width = TRY(measure());
#else
	u32 width = measure(); // MISTAKE: write TRY
#endif
	return width * 2;
}
