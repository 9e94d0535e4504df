// SPDX-License-Identifier: GPL-2.0
//! What is not safe from two tasks at once is not shared between them.
// EXPECT: T is not shareable

#include <kernel/arc.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

#ifdef FIXED
struct Cache {
#else
struct Cache : OneTaskAtATime {
#endif
	mutable u32 last = 0;
};
Result<> use()
{
	auto shared = TRY(make_arc<Cache>(GFP_KERNEL));
	return ok;
}
