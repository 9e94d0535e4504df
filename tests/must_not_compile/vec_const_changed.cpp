// SPDX-License-Identifier: GPL-2.0
//! A Vec that others share is only read.
// EXPECT: discards qualifiers

#include <kernel/prelude.hpp>

using namespace kernel;

#ifdef FIXED
void use(Vec<int> &shared)
#else
void use(const Vec<int> &shared)
#endif
{
	shared.clear();
}
