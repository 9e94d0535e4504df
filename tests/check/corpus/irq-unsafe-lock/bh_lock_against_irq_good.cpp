// SPDX-License-Identifier: GPL-2.0
//! A counter is locked with softirqs off, but the timer that also takes it runs in the interrupt itself.

#include <kernel/defer/hrtimer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Totals {
	u64 ticks = 0;
	u64 resets = 0;
};

class Counter final : Pinned {
public:
	/// Called from tasks.
	u64 reset() const
	{
		auto totals = totals_.lock_irqsave();

		totals->resets++;
		return std::exchange(totals->ticks, 0);
	}
	/// Called from the timer.
	void tick() const
	{
		auto totals = totals_.lock();

		totals->ticks++;
	}

private:
	RawSpinLock<Totals, "ticker.totals"> totals_;
};

class Ticker final : Pinned {
public:
	Result<> init()
	{
		timer_.start(1_ms);
		pr_info("{}", counter_.reset());
		return ok;
	}

private:
	HrRestart tick(const HrExpiry<clock::Monotonic> &expiry) const
	{
		counter_.tick();
		return expiry.forward(1_ms);
	}

	Counter counter_;
	HrTimer<Ticker, clock::Monotonic, HrContext::Hard> timer_{ calls<&Ticker::tick, &Ticker::timer_> };
};

} // namespace

KERNEL_MODULE(Ticker, { .name = "minimal", .license = "GPL" })
