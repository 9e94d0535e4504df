// SPDX-License-Identifier: GPL-2.0
//! A timer is stopped, with a wait for its callback, under the lock that the callback takes.
//! Like many del_timer_sync() deadlocks that lockdep reports as "inconsistent lock state" of a timer.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Retry {
	u32 attempts = 0;
	bool done = false;
};

class Command final : Pinned {
public:
	Result<> init()
	{
		timeout_.arm(200_ms);
		return ok;
	}

	void answered() const
	{
		auto retry = retry_.lock_bh();

		retry->done = true;
		timeout_.cancel_sync(); // BUG: held-again
	}

private:
	void expired() const
	{
		auto retry = retry_.lock();

		if (!retry->done && ++retry->attempts < 5)
			timeout_.arm(200_ms);
	}

	SpinLock<Retry, "command.retry"> retry_;
	Timer<Command, "command.timeout"> timeout_{ calls<&Command::expired, &Command::timeout_> };
};

} // namespace

KERNEL_MODULE(Command, { .name = KBUILD_MODNAME, .license = "GPL" })
