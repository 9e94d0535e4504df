// SPDX-License-Identifier: GPL-2.0
//! An ordinary Box has no room for what RCU needs.
// EXPECT: no matching function|could not convert|cannot convert

#include <kernel/prelude.hpp>
#include <kernel/sync/rcu.hpp>

using namespace kernel;

Result<> use(RcuPtr<u32> &pointer);
Result<> use(RcuPtr<u32> &pointer)
{
#ifdef FIXED
	pointer.replace(TRY(make_rcu_box<u32>(GFP_KERNEL, 1u)));
#else
	pointer.replace(TRY(make_box<u32>(GFP_KERNEL, 1u)));
#endif
	return ok;
}
