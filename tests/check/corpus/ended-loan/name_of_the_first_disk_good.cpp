// SPDX-License-Identifier: GPL-2.0
//! The view is taken after the text was replaced.

#include <kernel/prelude.hpp>
#include <kernel/text/string.hpp>

using namespace kernel;

Result<> rename(u32 number);
Result<> rename(u32 number)
{
	CString name = TRY(CString::format(fmt("disk{}", number), GFP_KERNEL));

	name = TRY(CString::format(fmt("disk{}", number + 1), GFP_KERNEL));
	CStr view = name;

	pr_info("{}", view);
	return ok;
}
