// SPDX-License-Identifier: GPL-2.0
//! What a class adds to an RcuPtr is not protected by RCU.
// EXPECT: readable_without_lock

#include <kernel/prelude.hpp>
#include <kernel/sync/rcu.hpp>
#include <kernel/sync/mutex.hpp>

using namespace kernel;

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
bool use(const Protected &lock) { return rcu::unlocked(lock, &State::limit).empty(); }
