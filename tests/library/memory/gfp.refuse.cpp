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
