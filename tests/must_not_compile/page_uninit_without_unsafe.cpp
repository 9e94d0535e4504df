// SPDX-License-Identifier: GPL-2.0
//! A page that is not zeroed holds what others left there.
// EXPECT: no matching function|too few arguments|cannot convert|could not convert

#include <kernel/page.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

Result<Page> use();
Result<Page> use()
{
#ifdef FIXED
	return Page::alloc(GFP_KERNEL);
#else
	return Page::alloc_uninit(GFP_KERNEL);
#endif
}
