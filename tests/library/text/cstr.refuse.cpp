// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/text/cstr.hpp refuses.
#include <kernel/prelude.hpp>
#include <kernel/text/cstr.hpp>

using namespace kernel;

// REFUSED cstr_from_buffer: is not a constant expression|not usable in a constant expression
// An array that may change is not a literal.
bool use()
{
	char buffer[8];
	format_to(buffer, fmt("{}", 7));
#ifdef FIXED
	return BStr::until_nul(buffer) == "7";
#else
	return CStr(buffer) == "7";
#endif
}

// REFUSED cstr_from_bytes_unchecked: no matching function|cannot convert|could not convert
// Bytes become a text for C only through a check.
Result<CStr> use(Span<const u8> bytes)
{
#ifdef FIXED
	return CStr::from_bytes(bytes);
#else
	return CStr(bytes);
#endif
}

// REFUSED cstr_from_pointer: no matching function|cannot convert|could not convert|conversion from
// A pointer alone promises no NUL at the end.
CStr use(const char *text)
{
#ifdef FIXED
	// SAFETY: the caller hands in a text that ends with a NUL and lives on.
	return CStr::from_raw(unsafe, text);
#else
	return text;
#endif
}

// REFUSED cstr_nul_inside: error_this_text_has_a_nul_inside
// A text for C has no NUL inside.
CStr use()
{
#ifdef FIXED
	return "disk";
#else
	return "di\0sk";
#endif
}
