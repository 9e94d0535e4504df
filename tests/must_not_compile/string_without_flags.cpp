// SPDX-License-Identifier: GPL-2.0
//! Text that grows names its flags.
// EXPECT: no matching function|too few arguments

#include <kernel/prelude.hpp>
#include <kernel/string.hpp>

using namespace kernel;

Result<> use(String &text)
{
#ifdef FIXED
	return text.append("more", GFP_KERNEL);
#else
	return text.append("more");
#endif
}
