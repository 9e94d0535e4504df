// SPDX-License-Identifier: GPL-2.0
//! init() starts work by way of another function before it sets what the work uses.

#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Poller final : Pinned {
public:
	void init(u32 limit)
	{
		again(); // BUG: published-early
		limit_ = limit;
	}

private:
	void again() const { workqueue::system().enqueue_delayed(work_, 1_s); }
	void poll() const
	{
		pr_info("up to {}", limit_);
		again();
	}

	u32 limit_ = 0;
	DelayedWork<Poller, "poller.work"> work_{ calls<&Poller::poll, &Poller::work_> };
};
