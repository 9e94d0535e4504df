// SPDX-License-Identifier: GPL-2.0
//! A char is text; a small number is a u8.
// EXPECT: parsable|no matching function

#include <kernel/kstrtox.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

Result<u8> use(CStr text)
{
#ifdef FIXED
	return parse<u8>(text);
#else
	return static_cast<u8>(TRY(parse<char>(text)));
#endif
}
