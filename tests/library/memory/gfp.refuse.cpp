// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/memory/gfp.hpp refuses.
#include <kernel/memory/gfp.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED gfp_from_integer: no matching function|could not convert|cannot convert
// A number is not a set of GFP flags.
Result<> use(Vec<int> &v)
{
#ifdef FIXED
	return v.push(1, GFP_ATOMIC);
#else
	return v.push(1, 0x820);
#endif
}

// REFUSED gfp_may_sleep: error_these_flags_may_sleep
// The function is called in atomic context.
Result<> note(Vec<int> &v, AtomicGfp flags);
Result<> use(Vec<int> &v)
{
#ifdef FIXED
	return note(v, GFP_NOWAIT | __GFP_NOWARN);
#else
	return note(v, GFP_NOIO);
#endif
}
