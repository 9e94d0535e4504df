// SPDX-License-Identifier: GPL-2.0
//! A consumer waits for room, and then takes the lock under which the producer wakes it.

#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/wait/wait.hpp>

using namespace kernel;

namespace {

class Ring final : Pinned {
public:
	Result<> init()
	{
		workqueue::system().enqueue(produce_);
		consume();
		return ok;
	}

private:
	void consume() const
	{
		pause();
		auto settings = settings_.lock();
		*settings += 1;
	}
	void pause() const
	{
		changed_.wait([&] { return filled_.load(relaxed) > 0; });
	}
	void produce() const
	{
		auto settings = settings_.lock();

		*settings += 2;
		tell();
	}
	void tell() const
	{
		filled_.add(1);
		changed_.wake_up_all();
	}

	Mutex<u32, "ring.settings"> settings_;
	Atomic<u32> filled_;
	WaitQueue<"ring.changed"> changed_;
	Work<Ring, "ring.produce"> produce_{ calls<&Ring::produce, &Ring::produce_> };
};

} // namespace

KERNEL_MODULE(Ring, { .name = "minimal", .license = "GPL" })
