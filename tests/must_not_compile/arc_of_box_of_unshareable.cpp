// SPDX-License-Identifier: GPL-2.0
//! A wrapper is no safer than what is in it.
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
Result<Arc<Vec<Box<Cache>>>> use()
{
	return make_arc<Vec<Box<Cache>>>(GFP_KERNEL);
}
