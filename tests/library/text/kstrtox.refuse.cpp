// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/text/kstrtox.hpp refuses.
#include <kernel/prelude.hpp>
#include <kernel/text/kstrtox.hpp>

using namespace kernel;

// REFUSED kstrtox_base: no matching function|could not convert|cannot convert
// A base is a name, not a number.
Result<u32> use(CStr text)
{
#ifdef FIXED
	return parse<u32>(text, NumberBase::Hexadecimal);
#else
	return parse<u32>(text, 16);
#endif
}

// REFUSED kstrtox_of_char: parsable|no matching function
// A char is text; a small number is a u8.
Result<u8> use(CStr text)
{
#ifdef FIXED
	return parse<u8>(text);
#else
	return static_cast<u8>(TRY(parse<char>(text)));
#endif
}

// REFUSED kstrtox_of_float: parsable|no matching function
// There are no floating-point numbers.
Result<u32> use(CStr text)
{
#ifdef FIXED
	return parse<u32>(text);
#else
	return static_cast<u32>(TRY(parse<double>(text)));
#endif
}

// REFUSED kstrtox_range_of_bool: a bool has no range
// A bool has no range.
Result<bool> use(CStr text)
{
#ifdef FIXED
	return parse<bool>(text);
#else
	return parse_within<bool>(text, false, true);
#endif
}
