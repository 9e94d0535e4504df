// SPDX-License-Identifier: GPL-2.0
//! A view does not outlive the text that it shows.
// EXPECT: use of deleted function

#include <kernel/prelude.hpp>
#include <kernel/string.hpp>

using namespace kernel;

Result<usize> use()
{
#ifdef FIXED
	auto name = TRY(CString::format(fmt("disk{}", 1), GFP_KERNEL));
	CStr view = name.view();
#else
	CStr view = TRY(CString::format(fmt("disk{}", 1), GFP_KERNEL)).view();
#endif
	return view.size();
}
