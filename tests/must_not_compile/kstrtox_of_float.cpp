// SPDX-License-Identifier: GPL-2.0
//! There are no floating-point numbers.
// EXPECT: parsable|no matching function

#include <kernel/kstrtox.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

Result<u32> use(CStr text)
{
#ifdef FIXED
	return parse<u32>(text);
#else
	return static_cast<u32>(TRY(parse<double>(text)));
#endif
}
