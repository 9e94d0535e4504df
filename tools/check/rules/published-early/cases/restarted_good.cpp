// SPDX-License-Identifier: GPL-2.0
//! A function that is not const stops the work, changes what it uses, and starts it again.

#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Sampler final : Pinned {
public:
	Result<> init()
	{
		start();
		return resize(32);
	}

private:
	void start() const { workqueue::system().enqueue_delayed(sample_, 1_ms); }
	void halt() { sample_.cancel_sync(); }
	Result<> resize(u32 count)
	{
		halt();
		samples_.clear();
		for (u32 i = 0; i < count; i++)
			TRY(samples_.push(i, GFP_KERNEL));
		start();
		return ok;
	}
	void sample() const { pr_info("{} samples", samples_.size()); }

	Vec<u32> samples_;
	DelayedWork<Sampler, "sampler.sample"> sample_{ calls<&Sampler::sample, &Sampler::sample_> };
};

} // namespace

KERNEL_MODULE(Sampler, { .name = "minimal", .license = "GPL" })
