// SPDX-License-Identifier: GPL-2.0
//! A view of a text is printed after the text was replaced.

#include <kernel/prelude.hpp>
#include <kernel/text/string.hpp>

using namespace kernel;

Result<> rename(u32 number);
Result<> rename(u32 number)
{
	CString name = TRY(CString::format(fmt("disk{}", number), GFP_KERNEL));
	CStr view = name;

	name = TRY(CString::format(fmt("disk{}", number + 1), GFP_KERNEL));
	pr_info("{}", view); // BUG: ended-loan
	return ok;
}
