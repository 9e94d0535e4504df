// SPDX-License-Identifier: GPL-2.0
//! Another owner is made by name.
// EXPECT: use of deleted function

#include <kernel/arc.hpp>

using namespace kernel;

Arc<u32> use(const Arc<u32> &owner)
{
#ifdef FIXED
	return owner.share();
#else
	return owner;
#endif
}
