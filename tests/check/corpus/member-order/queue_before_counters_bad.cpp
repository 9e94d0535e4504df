// SPDX-License-Identifier: GPL-2.0
//! The queue is declared before the counters that its items use, and so destroyed after them.

#include <kernel/defer/workqueue.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

struct Counters {
	Atomic<u64> done;
	Atomic<u64> bytes;
};

class Copy final : public WorkItem<Copy, "copy.item"> {
public:
	Copy(const Counters &counters __lifetimebound, u32 bytes) : counters_(counters), bytes_(bytes) {}

	static void run(Box<Copy> self)
	{
		self->counters_.done.inc();
		self->counters_.bytes.add(self->bytes_);
	}

private:
	const Counters &counters_;
	u32 bytes_;
};

class CopyEngine final {
public:
	explicit CopyEngine(Workqueue queue, Box<Counters> counters)
		: queue_(std::move(queue)), counters_(std::move(counters))
	{
	}

	Result<> copy(u32 bytes) const
	{
		queue_.enqueue(TRY(make_box<Copy>(GFP_KERNEL, *counters_, bytes)));
		return ok;
	}

private:
	Workqueue queue_;	 // BUG: member-order
	Box<Counters> counters_; // BUG: member-order
};
