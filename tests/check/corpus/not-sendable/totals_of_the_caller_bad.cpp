// SPDX-License-Identifier: GPL-2.0
//! A thread is given a class that points to counters on the stack of the caller.

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
	Scrub(Totals &totals, u32 first) : totals_(&totals), first_(first) {}

	void round() const
	{
		totals_->rounds.inc();
		if (first_ % 7 == 0)
			totals_->errors.inc();
	}

private:
	Totals *totals_;
	u32 first_;
};

class Scrubber {
public:
	static Result<Kthread> start(u32 first)
	{
		Totals totals;
		auto body = [](const ThisKthread &self, Scrub scrub) {
			while (!self.should_stop()) {
				scrub.round();
				sleep(10_ms);
			}
		};
		Scrub scrub(totals, first);
		auto thread = Kthread::run(fmt("scrub"), body, std::move(scrub)); // BUG: not-sendable, escaping-loan

		pr_info("{} rounds so far", totals.rounds.load(relaxed));
		return thread;
	}
};
