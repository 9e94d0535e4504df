// SPDX-License-Identifier: GPL-2.0
//! A base is a name, not a number.
// EXPECT: no matching function|could not convert|cannot convert

#include <kernel/kstrtox.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

Result<u32> use(CStr text)
{
#ifdef FIXED
	return parse<u32>(text, NumberBase::Hexadecimal);
#else
	return parse<u32>(text, 16);
#endif
}
