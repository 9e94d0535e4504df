// SPDX-License-Identifier: GPL-2.0
//! The owner of several items waits for them through the owner of their queue.

#include <kernel/defer/workqueue.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Lane final : Pinned {
public:
	explicit Lane(Workqueue queue) : queue_(std::move(queue)) {}
	void settle() const { queue_.flush(); }
	template <typename Item>
	void run(const Item &item) const
	{
		queue_.enqueue(item);
	}

private:
	Workqueue queue_;
};

class Jobs final : Pinned {
public:
	static Result<Box<Jobs>> create()
	{
		auto queue = TRY(Workqueue::create(fmt("jobs")));
		auto lane = TRY(make_arc<Lane>(GFP_KERNEL, std::move(queue)));

		return make_box<Jobs>(GFP_KERNEL, std::move(lane));
	}
	explicit Jobs(Arc<Lane> lane) : lane_(std::move(lane))
	{
		lane_->run(first_);
		lane_->run(last_);
		lane_->settle();
	}

private:
	void first() const { pr_info("first"); }
	void last() const { pr_info("all started"); }

	Arc<Lane> lane_;
	Work<Jobs, "jobs.first"> first_{ calls<&Jobs::first, &Jobs::first_, &Jobs::last_> };
	Work<Jobs, "jobs.last"> last_{ calls<&Jobs::last, &Jobs::last_> };
};

} // namespace

KERNEL_MODULE(Jobs, { .name = "minimal", .license = "GPL" })
