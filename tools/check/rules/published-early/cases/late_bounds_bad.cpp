// SPDX-License-Identifier: GPL-2.0
//! A helper that gets the table by reference fills it after a timer was armed that reads it.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Meter final : Pinned {
public:
	Result<> init()
	{
		timer_.arm(1_ms); // BUG: published-early
		return fill(bounds_);
	}

private:
	static Result<> fill(Vec<u32> &bounds)
	{
		for (u32 i = 0; i < 8; i++)
			TRY(bounds.push(i * 100, GFP_KERNEL));
		return ok;
	}
	void measure() const
	{
		pr_info("{} bounds", bounds_.size());
		timer_.arm(1_ms);
	}

	Vec<u32> bounds_;
	Timer<Meter, "meter.timer"> timer_{ calls<&Meter::measure, &Meter::timer_> };
};

} // namespace

KERNEL_MODULE(Meter, { .name = "minimal", .license = "GPL" })
