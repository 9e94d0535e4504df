// SPDX-License-Identifier: GPL-2.0
//! The mean of no samples is zero.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Samples {
	u64 sum = 0;
	u64 count = 0;

	void add(u32 value)
	{
		sum += value;
		count++;
	}
	u64 mean() const { return count ? sum / count : 0; }
};

class Thermometer final : Pinned {
public:
	Result<> init()
	{
		report_.arm(1_s);
		return ok;
	}
	void sample(u32 value) const { samples_.lock_bh()->add(value); }

private:
	void report() const
	{
		auto samples = samples_.lock();

		pr_info("{} degrees", samples->mean());
		*samples = {};
		report_.arm(1_s);
	}

	SpinLock<Samples, "thermometer.samples"> samples_;
	Timer<Thermometer, "thermometer.report"> report_{ calls<&Thermometer::report, &Thermometer::report_> };
};

} // namespace

KERNEL_MODULE(Thermometer, { .name = KBUILD_MODNAME, .license = "GPL" })
