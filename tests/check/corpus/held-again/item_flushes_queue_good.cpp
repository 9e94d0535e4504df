// SPDX-License-Identifier: GPL-2.0
//! An item of a work queue waits, through a helper, until all items of the queue are done.

#include <kernel/defer/workqueue.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Barrier final : Pinned {
public:
	explicit Barrier(Workqueue queue) : queue_(std::move(queue)) {}
	const Workqueue &queue() const __lifetimebound { return queue_; }
	void settle() const { queue_.flush(); }

private:
	Workqueue queue_;
};

class Flusher final : Pinned {
public:
	static Result<Flusher> create()
	{
		return { std::in_place, TRY(Workqueue::create(fmt("flusher"), { .ordered = true })) };
	}
	explicit Flusher(Workqueue queue) : barrier_(std::move(queue))
	{
		barrier_.queue().enqueue(commit_);
		barrier_.settle();
	}

private:
	void commit() const { pr_info("committed"); }

	Barrier barrier_;
	Work<Flusher, "flusher.commit"> commit_{ calls<&Flusher::commit, &Flusher::commit_> };
};

} // namespace

KERNEL_MODULE(Flusher, { .name = "minimal", .license = "GPL" })
