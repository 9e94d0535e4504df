// SPDX-License-Identifier: GPL-2.0
//! Without the right to replace it only a section keeps the object alive.
// EXPECT: only one task may replace it at a time

#include <kernel/prelude.hpp>
#include <kernel/sync/rcu.hpp>

using namespace kernel;

u32 use(const RcuPtr<u32> &pointer);
u32 use(const RcuPtr<u32> &pointer)
{
#ifdef FIXED
	rcu::ReadGuard reading;
	auto *found = pointer.get(reading);
#else
	auto *found = pointer.current();
#endif
	return found ? *found : 0;
}
