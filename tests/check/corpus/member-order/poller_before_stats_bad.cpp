// SPDX-License-Identifier: GPL-2.0
//! A poller with a timer is declared before the statistics that it was given by reference.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

namespace {

class Stats final {
public:
	explicit Stats(u32 first) : seen_(first) {}
	~Stats() { pr_info("{} seen", seen_.load(relaxed)); }
	void count() const { seen_.inc(); }

private:
	Atomic<u32> seen_;
};

class Poller final : Pinned {
public:
	explicit Poller(const Stats &stats) : stats_(stats) {}
	void start() const { timer_.arm(10_ms); }

private:
	void poll() const
	{
		stats_.count();
		start();
	}

	const Stats &stats_;
	Timer<Poller, "pollers.timer"> timer_{ calls<&Poller::poll, &Poller::timer_> };
};

class Board final : Pinned {
public:
	Result<> init()
	{
		poller_.start();
		return ok;
	}

private:
	Poller poller_{ stats_ }; // BUG: member-order, outlived-callback
	Stats stats_{ 0 };	  // BUG: member-order, outlived-callback
};

} // namespace

KERNEL_MODULE(Board, { .name = "minimal", .license = "GPL" })
