// SPDX-License-Identifier: GPL-2.0
//! A copy of a text allocates, so it says so.
// EXPECT: use of deleted function

#include <kernel/prelude.hpp>
#include <kernel/string.hpp>

using namespace kernel;

Result<CString> use(const CString &name)
{
#ifdef FIXED
	return CString::copy(name, GFP_KERNEL);
#else
	return CString(name);
#endif
}
