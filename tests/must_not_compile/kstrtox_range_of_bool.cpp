// SPDX-License-Identifier: GPL-2.0
//! A bool has no range.
// EXPECT: a bool has no range

#include <kernel/kstrtox.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

Result<bool> use(CStr text)
{
#ifdef FIXED
	return parse<bool>(text);
#else
	return parse_within<bool>(text, false, true);
#endif
}
