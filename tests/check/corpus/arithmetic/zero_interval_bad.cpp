// SPDX-License-Identifier: GPL-2.0
//! A file of sysfs stores an interval, and a work function divides by it.

#include <kernel/attr/sysfs.hpp>
#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

namespace {

class Rate final : Pinned {
public:
	Result<> init()
	{
		TRY(files_.publish<attr::ReadWrite<"interval", &Rate::interval, &Rate::set_interval>>("rate"));
		again();
		return ok;
	}

private:
	u32 interval() const { return interval_.load(relaxed); }
	Result<> set_interval(u32 milliseconds) const
	{
		if (milliseconds > 10000)
			return ERANGE;
		interval_.store(milliseconds, relaxed);
		return ok;
	}
	void measure() const
	{
		const u32 events = events_.exchange(0);

		pr_info("{} per second", events * 1000u / interval()); // BUG: arithmetic
		again();
	}
	void again() const { workqueue::system().enqueue_delayed(work_, 100_ms); }

	Atomic<u32> interval_{ 100 };
	Atomic<u32> events_;
	DelayedWork<Rate, "rate.work"> work_{ calls<&Rate::measure, &Rate::work_, &Rate::files_> };
	sysfs::Dir<Rate> files_{ this_is<&Rate::files_> };
};

} // namespace

KERNEL_MODULE(Rate, { .name = "minimal", .license = "GPL" })
