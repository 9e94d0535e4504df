// SPDX-License-Identifier: GPL-2.0
//! A Result must be looked at.
// EXPECT: ignoring return(ed)? value

#include <kernel/prelude.hpp>

using namespace kernel;

Result<> act();
void use()
{
#ifdef FIXED
	act().ignore();
#else
	act();
#endif
}
