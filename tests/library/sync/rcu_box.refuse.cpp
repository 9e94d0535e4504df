// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/sync/rcu_box.hpp refuses.
#include <kernel/prelude.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/rcu_ptr.hpp>

using namespace kernel;

// REFUSED rcu_box_copied: deleted function
// An RcuBox has one owner.
void use(RcuBox<u32> &box);
void use(RcuBox<u32> &box)
{
#ifdef FIXED
	RcuBox<u32> mine = std::move(box);
#else
	RcuBox<u32> mine = box;
#endif
}

// REFUSED rcu_plain_box: no matching function|could not convert|cannot convert
// An ordinary Box has no room for what RCU needs.
Result<> use(RcuPtr<u32> &pointer);
Result<> use(RcuPtr<u32> &pointer)
{
#ifdef FIXED
	pointer.replace(TRY(make_rcu_box<u32>(GFP_KERNEL, 1u)));
#else
	pointer.replace(TRY(make_box<u32>(GFP_KERNEL, 1u)));
#endif
	return ok;
}

// REFUSED rcu_wait_under_lock: deleted function
// The guard lives until the end of the statement, so wait() would run with the lock held.
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
