// SPDX-License-Identifier: GPL-2.0
//! A misspelt name within `TRY`.
// BEFORE: 39
#include <kernel/prelude.hpp>

using namespace kernel;

Result<u32> measure(u32 unit);
Result<u32> use(u32 unit);
Result<u32> use(u32 unit)
{
#ifdef FIXED
	return TRY(measure(unit));
#else
	return TRY(measure(unti)); // MISTAKE: did you mean 'unit'
#endif
}
