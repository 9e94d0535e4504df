// SPDX-License-Identifier: GPL-2.0
//! Only what RCU protects is read without the lock.
// EXPECT: readable_without_lock

#include <kernel/prelude.hpp>
#include <kernel/sync/rcu.hpp>
#include <kernel/sync/mutex.hpp>

using namespace kernel;

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
