// SPDX-License-Identifier: GPL-2.0
//! A setter that is not const swaps in a new table before the timer that reads it runs.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Fan final : Pinned {
public:
	Result<> init()
	{
		TRY(steps_.push(1, GFP_KERNEL));
		TRY(prepare());
		spin();
		return ok;
	}

private:
	void spin() const { timer_.arm(1_ms); }
	Result<> prepare()
	{
		Vec<u32> next;

		TRY(next.push(7, GFP_KERNEL));
		take(next);
		return ok;
	}
	void take(Vec<u32> &next) { std::swap(steps_, next); }
	void turn() const
	{
		pr_info("{} steps", steps_.size());
		spin();
	}

	Vec<u32> steps_;
	Timer<Fan, "fan.timer"> timer_{ calls<&Fan::turn, &Fan::timer_> };
};

} // namespace

KERNEL_MODULE(Fan, { .name = "minimal", .license = "GPL" })
