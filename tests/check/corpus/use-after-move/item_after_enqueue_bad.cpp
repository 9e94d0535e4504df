// SPDX-License-Identifier: GPL-2.0
//! A driver counts the runs of an item through the reference that it has just given to the queue.

#include <kernel/defer/workqueue.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

class Probe final : public WorkItem<Probe, "hub.probe"> {
public:
	explicit Probe(u32 port) : port_(port) {}

	static void run(Arc<Probe> self) { pr_info("port {} probed {} times", self->port_, self->runs()); }
	void count() const { runs_.inc(); }
	u32 runs() const { return runs_.load(relaxed); }

private:
	u32 port_;
	Atomic<u32> runs_;
};

class Hub final : Pinned {
public:
	explicit Hub(Workqueue queue) : queue_(std::move(queue)) {}

	Result<> changed(u32 port) const
	{
		auto probe = TRY(make_arc<Probe>(GFP_KERNEL, port));

		if (!queue_.enqueue(std::move(probe)).is_ok())
			return EBUSY;
		probe->count(); // BUG: use-after-move
		return ok;
	}

private:
	Workqueue queue_;
};
