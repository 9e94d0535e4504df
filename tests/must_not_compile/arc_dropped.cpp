// SPDX-License-Identifier: GPL-2.0
//! An owner that nobody keeps is a mistake.
// EXPECT: ignoring returned value

#include <kernel/arc.hpp>

using namespace kernel;

void use(const Arc<u32> &owner)
{
#ifdef FIXED
	Arc<u32> another = owner.share();
#else
	owner.share();
#endif
}
