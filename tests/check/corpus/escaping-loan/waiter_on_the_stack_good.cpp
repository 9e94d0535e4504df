// SPDX-License-Identifier: GPL-2.0
//! The list is an owner of the waiter, so that the waiter may stay in it when the wait fails.

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
	using Waiters = Vec<Arc<Waiter>>;

public:
	Result<> wait(u32 key) const
	{
		auto waiter = TRY(make_arc<Waiter>(GFP_KERNEL, key));
		auto waiters = waiters_.lock();

		TRY(waiters->push(waiter.share(), GFP_KERNEL));
		TRY(woken_.wait_interruptible(waiters, [&] { return waiter->woken.load(relaxed); }));
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
