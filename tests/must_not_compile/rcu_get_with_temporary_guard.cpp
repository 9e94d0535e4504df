// SPDX-License-Identifier: GPL-2.0
//! The section would be over at the semicolon.
// EXPECT: deleted function

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
	auto *found = pointer.get(rcu::ReadGuard());
#endif
	return found ? *found : 0;
}
