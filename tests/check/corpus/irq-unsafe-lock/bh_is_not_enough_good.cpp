// SPDX-License-Identifier: GPL-2.0
//! Process context turns interrupts off, because the timer that also takes the lock runs in the interrupt.

#include <kernel/defer/hrtimer.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/raw_spinlock.hpp>

using namespace kernel;

namespace {

struct Budget {
	i64 nanoseconds = 0;
	u64 refills = 0;
};

class Throttle final : Pinned {
public:
	Result<> init()
	{
		refill_.start(10_ms);
		return ok;
	}
	bool spend(i64 nanoseconds) const
	{
		auto budget = budget_.lock_irqsave();

		if (budget->nanoseconds < nanoseconds)
			return false;
		budget->nanoseconds -= nanoseconds;
		return true;
	}

private:
	HrRestart refill(const HrExpiry<clock::Monotonic> &expiry) const
	{
		auto budget = budget_.lock();

		budget->nanoseconds = 5000000;
		budget->refills++;
		return expiry.forward(10_ms);
	}

	RawSpinLock<Budget, "throttle.budget"> budget_;
	HrTimer<Throttle, clock::Monotonic, HrContext::HardPinned> refill_{
		calls<&Throttle::refill, &Throttle::refill_>
	};
};

} // namespace

KERNEL_MODULE(Throttle, { .name = KBUILD_MODNAME, .license = "GPL" })
