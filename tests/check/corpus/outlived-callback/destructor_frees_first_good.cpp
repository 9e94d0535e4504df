// SPDX-License-Identifier: GPL-2.0
//! The destructor stops the timer before it looks at the samples without the lock.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Meter final : Pinned {
public:
	Result<> init()
	{
		TRY(samples_.lock_bh()->reserve(64, GFP_ATOMIC));
		timer_.arm(20_ms);
		return ok;
	}
	~Meter()
	{
		u64 sum = 0;

		timer_.shutdown();
		// SAFETY: the object is at its end, so nobody else uses the samples.
		Vec<u64> &samples = samples_.data(unsafe);

		for (u64 sample : samples)
			sum += sample;
		samples.clear();
		pr_info("{} in all", sum);
	}

private:
	void sample() const
	{
		auto samples = samples_.lock();

		if (samples->push_reserved(samples->size()).is_error())
			samples->clear();
		timer_.arm(20_ms);
	}

	SpinLock<Vec<u64>, "meter.samples"> samples_;
	Timer<Meter, "meter.timer"> timer_{ calls<&Meter::sample, &Meter::timer_> };
};
