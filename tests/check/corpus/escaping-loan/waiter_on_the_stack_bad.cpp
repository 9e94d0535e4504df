// SPDX-License-Identifier: GPL-2.0
//! A waiter on the stack stays in the list of its lock when the wait fails.
//! Like CVE-2014-3153: a futex waiter on a stack stayed linked after its function had returned.

#include <kernel/prelude.hpp>
#include <kernel/wait/wait.hpp>

using namespace kernel;

struct Waiter {
	u32 key;
	bool woken;
};

class Futexes final : Pinned {
public:
	Result<> wait(u32 key) const
	{
		Waiter waiter{ key, false };
		auto waiters = waiters_.lock();

		TRY(waiters->push(&waiter, GFP_KERNEL)); // BUG: escaping-loan
		TRY(woken_.wait_interruptible(waiters, [&] { return waiter.woken; }));
		remove(*waiters, waiter);
		return ok;
	}
	void wake(u32 key) const
	{
		auto waiters = waiters_.lock();

		for (Waiter *waiter : *waiters)
			if (waiter->key == key)
				waiter->woken = true;
		woken_.wake_up_all();
	}

private:
	static void remove(Vec<Waiter *> &waiters, const Waiter &gone)
	{
		waiters.retain([&](const Waiter *waiter) { return waiter != &gone; });
	}

	Mutex<Vec<Waiter *>, "futex.waiters"> waiters_;
	WaitQueue<"futex.woken"> woken_;
};
