// SPDX-License-Identifier: GPL-2.0 OR MIT
//! timer_stats: a timer ticks, and each CPU counts its ticks and how late they came.
//!
//!     insmod timer_stats.ko period_us=500 report_ms=1000
//!     echo 250 > /sys/module/timer_stats/parameters/period_us
//!     rmmod timer_stats		prints the summary

#include <kernel/defer/hrtimer.hpp>
#include <kernel/defer/system_queue.hpp>
#include <kernel/memory/percpu.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

Result<> check_period(const u32 &microseconds)
{
	if (microseconds < 50 || microseconds > 1000000) {
		pr_warn("period_us {} refused: must be between 50 and 1000000", microseconds);
		return ERANGE;
	}
	return ok;
}

constinit Param<u32, check_period> period_us{ 1000 };
constinit Param<u32> report_ms{ 0 };

/// The statistics of one CPU. Times are in nanoseconds.
struct Stats {
	u64 ticks = 0;
	u64 missed = 0;
	u64 total = 0;
	u64 least = ~0ull;
	u64 most = 0;

	void add(u64 late)
	{
		ticks++;
		total += late;
		least = late < least ? late : least;
		most = late > most ? late : most;
	}
	void add(const Stats &other)
	{
		ticks += other.ticks;
		missed += other.missed;
		total += other.total;
		least = other.least < least ? other.least : least;
		most = other.most > most ? other.most : most;
	}
};

class TimerStats final : Pinned {
public:
	static Result<TimerStats> create()
	{
		TRY(check_period(period_us));
		if (report_ms > 60000) {
			pr_err("report_ms {} refused: must be at most 60000", report_ms.get());
			return ERANGE;
		}
		return { std::in_place, TRY((PerCpu<Stats, ByInterrupts>::create(GFP_KERNEL))) };
	}

	explicit TimerStats(PerCpu<Stats, ByInterrupts> stats) : stats_(std::move(stats))
	{
		pr_info("a tick every {} us", period_us.get());
		timer_.start(period());
		report_later();
	}

	~TimerStats()
	{
		Stats all;
		u32 cpus = 0;

		timer_.cancel_sync();
		stats_.for_each([&](const Stats &one) {
			cpus += one.ticks != 0;
			all.add(one);
		});
		if (all.ticks == 0)
			pr_info("no ticks");
		else
			pr_info("{} ticks on {} CPUs, {} missed; late by {} to {} ns, {} on average", all.ticks,
				cpus, all.missed, all.least, all.most, all.total / all.ticks);
	}

private:
	static Delta period() { return Delta::microseconds(period_us); }

	/// Runs in a softirq.
	HrRestart tick(const HrExpiry<clock::Monotonic> &expiry) const
	{
		const Delta late = expiry.expired().elapsed();
		const HrRestart again = expiry.forward(period());
		auto stats = stats_.local();

		stats->add(static_cast<u64>(late.nanoseconds()));
		stats->missed += again.periods() - 1;
		return again;
	}

	/// Runs in a task.
	void report() const
	{
		const u64 ticks = stats_.sum(&Stats::ticks);

		if (ticks)
			pr_info("{} ticks so far, late by {} ns on average", ticks,
				stats_.sum(&Stats::total) / ticks);
		report_later();
	}
	void report_later() const
	{
		if (report_ms)
			workqueue::system().enqueue_delayed(report_, Jiffies::milliseconds(report_ms));
	}

	PerCpu<Stats, ByInterrupts> stats_;
	// The last members: destroyed first, they stop what uses the others.
	DelayedWork<TimerStats, "timer_stats.report"> report_{
		calls<&TimerStats::report, &TimerStats::report_, &TimerStats::timer_>
	};
	HrTimer<TimerStats> timer_{ calls<&TimerStats::tick, &TimerStats::timer_> };
};

} // namespace

KERNEL_MODULE(TimerStats, {
	.name = "timer_stats",
	.license = "GPL",
	.authors = { "The kxx authors" },
	.description = "Counts ticks of a timer and how late they came",
	.params = {
		{ .name = "period_us", .value = period_us,
		  .description = "Microseconds between ticks, 50 to 1000000, may be changed at run time",
		  .permissions = 0644 },
		{ .name = "report_ms", .value = report_ms,
		  .description = "Milliseconds between lines in the log, 0 for none" },
	},
})
