// SPDX-License-Identifier: GPL-2.0
//! A value that came with a Result must be taken or refused.
// EXPECT: ignoring return(ed)? value

#include <kernel/prelude.hpp>

using namespace kernel;

Result<Box<int>> make();
void use()
{
#ifdef FIXED
	make().ignore();
#else
	make();
#endif
}
