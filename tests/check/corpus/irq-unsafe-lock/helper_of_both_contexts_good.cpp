// SPDX-License-Identifier: GPL-2.0
//! The helper turns softirqs off, since tasks call it, and so does a timer's softirq.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Counts {
	u64 ticks = 0;
	u64 requests = 0;
};

class Statistics final : Pinned {
public:
	Result<> init()
	{
		tick_.arm(1_s);
		return ok;
	}

	/// Called by tasks.
	u64 request() const { return bump(0, 1); }

private:
	u64 bump(u64 ticks, u64 requests) const
	{
		auto counts = counts_.lock_bh();

		counts->ticks += ticks;
		counts->requests += requests;
		return counts->requests;
	}
	void tick() const
	{
		bump(1, 0);
		tick_.arm(1_s);
	}

	SpinLock<Counts, "statistics.counts"> counts_;
	Timer<Statistics, "statistics.tick"> tick_{ calls<&Statistics::tick, &Statistics::tick_> };
};

} // namespace

KERNEL_MODULE(Statistics, { .name = KBUILD_MODNAME, .license = "GPL" })
