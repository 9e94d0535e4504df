// SPDX-License-Identifier: GPL-2.0
//! One owner.
// EXPECT: deleted function

#include <kernel/prelude.hpp>
#include <kernel/sync/rcu.hpp>

using namespace kernel;

void use(RcuBox<u32> &box);
void use(RcuBox<u32> &box)
{
#ifdef FIXED
	RcuBox<u32> mine = std::move(box);
#else
	RcuBox<u32> mine = box;
#endif
}
