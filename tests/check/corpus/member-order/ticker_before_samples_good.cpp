// SPDX-License-Identifier: GPL-2.0
//! The member with the timer is declared after the samples to which its callback writes.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Samples {
	Vec<u64> values;
	u64 lost = 0;
};
using SampleLock = SpinLock<Samples, "adc.samples">;

/// Takes a sample at each tick.
class Ticker final : Pinned {
public:
	explicit Ticker(const SampleLock &samples __lifetimebound) : samples_(samples) {}

	void start() const { timer_.arm(10_ms); }

private:
	void tick() const
	{
		auto samples = samples_.lock();

		if (samples->values.push_reserved(samples->lost).is_error())
			samples->lost++;
		start();
	}

	const SampleLock &samples_;
	Timer<Ticker, "adc.ticker"> timer_{ calls<&Ticker::tick, &Ticker::timer_> };
};

class Adc final : Pinned {
public:
	Result<> init()
	{
		TRY(samples_.lock_bh()->values.reserve(512, GFP_ATOMIC));
		ticker_.start();
		return ok;
	}

private:
	SampleLock samples_;
	Ticker ticker_{ samples_ };
};
