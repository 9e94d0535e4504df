// SPDX-License-Identifier: GPL-2.0
//! A pointer alone promises no NUL at the end.
// EXPECT: no matching function|cannot convert|could not convert|conversion from

#include <kernel/cstr.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

CStr use(const char *text)
{
#ifdef FIXED
	// SAFETY: the caller hands in a text that ends with a NUL and lives on.
	return CStr::from_raw(unsafe, text);
#else
	return text;
#endif
}
