// SPDX-License-Identifier: GPL-2.0
//! Floating point.
// BUILT: the link finds it
// BEFORE: 9
#include <kernel/prelude.hpp>

using namespace kernel;

[[gnu::used]] u32 use(u32 part, u32 whole);
u32 use(u32 part, u32 whole)
{
#ifdef FIXED
	return 100 * part / whole;
#else
	return static_cast<u32>(100.0 * part / whole); // MISTAKE: calculate with integers
#endif
}
