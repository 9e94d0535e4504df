// SPDX-License-Identifier: GPL-2.0
//! A thread is given counters that it shares with the caller.

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

struct Totals {
	Atomic<u64> rounds;
	Atomic<u64> errors;
};

class Scrub {
public:
	Scrub(Arc<Totals> totals, u32 first) : totals_(std::move(totals)), first_(first) {}

	void round() const
	{
		totals_->rounds.inc();
		if (first_ % 7 == 0)
			totals_->errors.inc();
	}

private:
	Arc<Totals> totals_;
	u32 first_;
};

class Scrubber {
public:
	static Result<Kthread> start(u32 first)
	{
		auto totals = TRY(make_arc<Totals>(GFP_KERNEL));
		auto body = [](const ThisKthread &self, Scrub scrub) {
			while (!self.should_stop()) {
				scrub.round();
				sleep(10_ms);
			}
		};
		Scrub scrub(totals.share(), first);
		auto thread = Kthread::run(fmt("scrub"), body, std::move(scrub));

		pr_info("{} rounds so far", totals->rounds.load(relaxed));
		return thread;
	}
};
