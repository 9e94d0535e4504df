// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/sync/rcu.hpp refuses.
#include <kernel/prelude.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/rcu_ptr.hpp>

using namespace kernel;

// REFUSED rcu_guard_copied: deleted function
// A section has one guard.
void use();
void use()
{
	rcu::ReadGuard reading;
#ifdef FIXED
	rcu::ReadGuard nested;
#else
	rcu::ReadGuard nested = reading;
#endif
}

// REFUSED rcu_guard_handed_on: deleted function
// A section ends where it began: other functions take the guard by reference.
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

// REFUSED rcu_unlocked_derived: readable_without_lock
// RCU does not protect what a derived class adds to an RcuPtr.
#ifdef FIXED
using Limit = RcuPtr<u32>;
#else
struct Limit : RcuPtr<u32> {
	u32 changes = 0;
};
#endif
struct State {
	Limit limit;
};
using Protected = Mutex<State, "test.state">;

bool use(const Protected &lock);
bool use(const Protected &lock)
{
	return rcu::unlocked(lock, &State::limit).empty();
}

// REFUSED rcu_unlocked_plain_field: readable_without_lock
// Only members that RCU protects are read without the lock.
struct State {
	u32 count = 0;
	RcuPtr<u32> limit;
};
using Protected = Mutex<State, "test.state">;

u32 use(const Protected &lock);
u32 use(const Protected &lock)
{
#ifdef FIXED
	rcu::ReadGuard reading;
	auto *limit = rcu::unlocked(lock, &State::limit).get(reading);
	return limit ? *limit : 0;
#else
	return rcu::unlocked(lock, &State::count);
#endif
}
