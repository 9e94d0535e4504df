// SPDX-License-Identifier: GPL-2.0
//! A waiter on the stack stays in the list of its lock when the wait fails.
//! Like CVE-2014-3153: a futex waiter on a stack stayed linked after its function had returned.

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/wait/wait.hpp>

using namespace kernel;

struct Waiter {
	explicit Waiter(u32 key) : key(key) {}

	const u32 key;
	Atomic<bool> woken{ false };
};

class Futexes final : Pinned {
	using Waiters = Vec<const Waiter *>;

public:
	Result<> wait(u32 key) const
	{
		Waiter waiter(key);
		auto waiters = waiters_.lock();

		TRY(waiters->push(&waiter, GFP_KERNEL)); // BUG: escaping-loan
		TRY(woken_.wait_interruptible(waiters, [&] { return waiter.woken.load(relaxed); }));
		remove(*waiters, key);
		return ok;
	}
	void wake(u32 key) const
	{
		auto waiters = waiters_.lock();

		for (const auto &waiter : *waiters)
			if (waiter->key == key)
				waiter->woken.store(true, relaxed);
		woken_.wake_up_all();
	}

private:
	static void remove(Waiters &waiters, u32 key)
	{
		waiters.retain([&](const auto &waiter) { return waiter->key != key; });
	}

	Mutex<Waiters, "futex.waiters"> waiters_;
	WaitQueue<"futex.woken"> woken_;
};
