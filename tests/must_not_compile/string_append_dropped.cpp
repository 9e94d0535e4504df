// SPDX-License-Identifier: GPL-2.0
//! A growth that failed must not be overlooked.
// EXPECT: ignoring return|nodiscard

#include <kernel/prelude.hpp>
#include <kernel/string.hpp>

using namespace kernel;

Result<> use(String &text)
{
#ifdef FIXED
	TRY(text.append("more", GFP_KERNEL));
#else
	text.append("more", GFP_KERNEL);
#endif
	return ok;
}
