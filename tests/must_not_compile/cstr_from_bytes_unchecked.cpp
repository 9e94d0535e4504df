// SPDX-License-Identifier: GPL-2.0
//! Bytes become a text for C only through a check.
// EXPECT: no matching function|cannot convert|could not convert

#include <kernel/cstr.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

Result<CStr> use(Span<const u8> bytes)
{
#ifdef FIXED
	return CStr::from_bytes(bytes);
#else
	return CStr(bytes);
#endif
}
