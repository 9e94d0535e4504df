// SPDX-License-Identifier: GPL-2.0
//! A mutex is held while waiting for a work item whose function takes the same mutex.
//! Like many cancel_work_sync() deadlocks, in wireless drivers for example.

#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Scan {
	u32 results = 0;
	bool running = false;
};

class Radio final : Pinned {
public:
	Result<> init()
	{
		scan_.lock()->running = true;
		workqueue::system().enqueue(work_);
		return ok;
	}

	/// Called when the interface goes down.
	u32 abort() const
	{
		auto scan = scan_.lock();

		scan->running = false;
		work_.cancel_sync(); // BUG: lock-order, held-again
		return scan->results;
	}

private:
	void collect() const
	{
		auto scan = scan_.lock();

		if (scan->running)
			scan->results++;
	}

	Mutex<Scan, "radio.scan"> scan_;
	Work<Radio, "radio.work"> work_{ calls<&Radio::collect, &Radio::work_> };
};

} // namespace

KERNEL_MODULE(Radio, { .name = KBUILD_MODNAME, .license = "GPL" })
