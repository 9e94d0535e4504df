// SPDX-License-Identifier: GPL-2.0
//! A shared object changes atomic statistics, of which it is an owner.

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

struct Statistics {
	Atomic<u64> packets;
	Atomic<u64> bytes;
};

class Meter {
public:
	explicit Meter(Arc<Statistics> statistics) : statistics_(std::move(statistics)) {}

	void count(u32 bytes) const
	{
		statistics_->packets.inc();
		statistics_->bytes.add(bytes);
	}

private:
	Arc<Statistics> statistics_;
};

class Monitor {
public:
	Result<> watch(u32 cpus)
	{
		auto meter = TRY(make_arc<Meter>(GFP_KERNEL, statistics_.share()));

		for (u32 cpu = 0; cpu < cpus; cpu++) {
			auto thread = TRY(Kthread::run(fmt("meter/{}", cpu), run, meter.share()));

			TRY(threads_.push(std::move(thread), GFP_KERNEL));
		}
		return ok;
	}
	explicit Monitor(Arc<Statistics> statistics) : statistics_(std::move(statistics)) {}

private:
	static void run(const ThisKthread &self, Arc<Meter> meter)
	{
		while (!self.should_stop()) {
			meter->count(64);
			self.sleep();
		}
	}

	Arc<Statistics> statistics_;
	Vec<Kthread> threads_;
};
