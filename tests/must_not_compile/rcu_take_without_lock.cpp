// SPDX-License-Identifier: GPL-2.0
//! Whoever shares the pointer cannot empty it.
// EXPECT: only one task may replace it at a time

#include <kernel/prelude.hpp>
#include <kernel/sync/rcu.hpp>

using namespace kernel;

void use(const RcuPtr<u32> &shared, RcuPtr<u32> &alone);
void use(const RcuPtr<u32> &shared, RcuPtr<u32> &alone)
{
	static_cast<void>(shared);
	static_cast<void>(alone);
#ifdef FIXED
	alone.take();
#else
	shared.take();
#endif
}
