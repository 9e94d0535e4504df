// SPDX-License-Identifier: GPL-2.0
//! A thread gets a handle by value that keeps a pointer to a local object in a private member.

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

namespace {

class Meter final : Pinned {
public:
	void count() const { ticks_.inc(); }
	u32 ticks() const { return ticks_.load(relaxed); }

private:
	Atomic<u32> ticks_;
};

class Handle final {
public:
	explicit Handle(Arc<Meter> meter) : meter_(std::move(meter)) {}
	void count() const { meter_->count(); }

private:
	Arc<Meter> meter_;
};

void work(const ThisKthread &self, Handle handle)
{
	while (!self.should_stop()) {
		handle.count();
		self.sleep();
	}
}

class Metered final {
public:
	static Result<Metered> create()
	{
		auto meter = TRY(make_arc<Meter>(GFP_KERNEL));
		auto thread = TRY(Kthread::run(fmt("metered"), work, Handle(meter.share())));

		pr_info("{}", meter->ticks());
		return { std::in_place, std::move(thread) };
	}
	explicit Metered(Kthread thread) : thread_(std::move(thread)) {}

private:
	Kthread thread_;
};

} // namespace

KERNEL_MODULE(Metered, { .name = "minimal", .license = "GPL" })
