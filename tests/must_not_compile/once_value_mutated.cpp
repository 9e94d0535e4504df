// SPDX-License-Identifier: GPL-2.0
//! What is read without a lock is not written any more.
// EXPECT: read-only location

#include <kernel/sync/once.hpp>

using namespace kernel;

constinit SetOnce<u32> version;
void use()
{
#ifdef FIXED
	version.populate(4u);
#else
	*version.get() = 4;
#endif
}
