// SPDX-License-Identifier: GPL-2.0
//! A section ends where it began: functions take the guard by reference.
// EXPECT: deleted function

#include <kernel/prelude.hpp>
#include <kernel/sync/rcu.hpp>

using namespace kernel;

#ifdef FIXED
u32 callee(const rcu::ReadGuard &reading, const RcuPtr<u32> &pointer);
u32 callee(const rcu::ReadGuard &reading, const RcuPtr<u32> &pointer)
#else
u32 callee(rcu::ReadGuard reading, const RcuPtr<u32> &pointer);
u32 callee(rcu::ReadGuard reading, const RcuPtr<u32> &pointer)
#endif
{
	auto *found = pointer.get(reading);
	return found ? *found : 0;
}

u32 use(const RcuPtr<u32> &pointer);
u32 use(const RcuPtr<u32> &pointer)
{
	rcu::ReadGuard reading;
#ifdef FIXED
	return callee(reading, pointer);
#else
	return callee(std::move(reading), pointer);
#endif
}
