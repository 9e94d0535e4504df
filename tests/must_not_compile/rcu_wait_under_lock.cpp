// SPDX-License-Identifier: GPL-2.0
//! The guard lives to the end of the statement: readers would be waited for with the lock held.
// EXPECT: deleted function

#include <kernel/prelude.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/rcu.hpp>

using namespace kernel;

struct State {
	RcuPtr<u32> limit;
};
using Protected = Mutex<State, "test.state">;

void use(const Protected &lock);
void use(const Protected &lock)
{
#ifdef FIXED
	auto old = lock.lock()->limit.take();
	old.wait();
#else
	lock.lock()->limit.take().wait();
#endif
}
