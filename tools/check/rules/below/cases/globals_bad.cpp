// SPDX-License-Identifier: GPL-2.0
//! Globals and statics that every task can change.
#include <kernel/prelude.hpp>

using namespace kernel;

struct Counters {
	u32 opened = 0;
};

constinit Counters counters;	 // BUG: below
static constinit Vec<u32> known; // BUG: below

Result<u32> next();
Result<u32> next()
{
	static u32 last = 0; // BUG: below

	counters.opened++;
	TRY(known.push(last, GFP_KERNEL));
	return ++last;
}
