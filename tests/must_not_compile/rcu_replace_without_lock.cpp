// SPDX-License-Identifier: GPL-2.0
//! Whoever shares the pointer cannot replace what it leads to.
// EXPECT: only one task may replace it at a time

#include <kernel/prelude.hpp>
#include <kernel/sync/rcu.hpp>
#include <kernel/sync/mutex.hpp>

using namespace kernel;

struct State {
	RcuPtr<u32> limit;
};
using Protected = Mutex<State, "test.state">;

void use(const Protected &lock, RcuBox<u32> next);
void use(const Protected &lock, RcuBox<u32> next)
{
#ifdef FIXED
	lock.lock()->limit.replace(std::move(next));
#else
	rcu::unlocked(lock, &State::limit).replace(std::move(next));
#endif
}
