// SPDX-License-Identifier: GPL-2.0
//! A shared object changes plain statistics through a pointer, which const does not protect.

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

struct Statistics {
	u64 packets = 0;
	u64 bytes = 0;
};

class Meter {
public:
	explicit Meter(Statistics *statistics) : statistics_(statistics) {}

	void count(u32 bytes) const
	{
		statistics_->packets++;
		statistics_->bytes += bytes;
	}

private:
	Statistics *statistics_; // BUG: not-shareable
};

class Monitor {
public:
	Result<> watch(u32 cpus)
	{
		auto meter = TRY(make_arc<Meter>(GFP_KERNEL, &statistics_)); // BUG: not-shareable

		for (u32 cpu = 0; cpu < cpus; cpu++) {
			auto thread = TRY(Kthread::run(fmt("meter/{}", cpu), run, meter.share()));

			TRY(threads_.push(std::move(thread), GFP_KERNEL));
		}
		return ok;
	}

private:
	static void run(const ThisKthread &self, Arc<Meter> meter)
	{
		while (!self.should_stop()) {
			meter->count(64);
			self.sleep();
		}
	}

	Statistics statistics_;
	Vec<Kthread> threads_;
};
