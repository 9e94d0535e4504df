// SPDX-License-Identifier: GPL-2.0 OR MIT
//! work_pipeline: a thread makes items, a work queue squares them, a list collects the results.
//!
//!     insmod work_pipeline.ko items=1000 workers=4 pause_ms=1
//!     rmmod work_pipeline		at any moment

#include <kernel/defer/workqueue.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/time/delay.hpp>
#include <kernel/wait/completion.hpp>

using namespace kernel;

namespace {

constinit Param<u32> items{ 100 };
constinit Param<u32> workers{ 4 };
constinit Param<u32> pause_ms{ 0 };

struct Square {
	u32 number;
	u64 square;
};

/// The end of the pipeline. The module, the thread and every item in flight own it.
class Collector final : Pinned {
public:
	Result<> take(Square square) const { return squares_.lock()->push(square, GFP_KERNEL); }

	/// Records that an item is in flight; end() records that it has ended.
	void begin() const { under_way_.inc(); }
	void end() const
	{
		if (under_way_.dec_and_test())
			done_.complete();
	}
	void wait() const { done_.wait(); }

	void print(const char *when) const
	{
		auto squares = squares_.lock();
		u64 sum = 0;

		for (const Square &square : *squares)
			sum += square.square;
		pr_info("{}: {} of {} items, sum of squares {}", when, squares->size(), items.get(), sum);
	}

private:
	Mutex<KVVec<Square>, "work_pipeline.squares"> squares_;
	/// The number of items in flight, plus one until the thread has made the last item.
	Atomic<u32> under_way_{ 1 };
	Completion<"work_pipeline.done"> done_;
};

/// A number on its way. The thread owns it first, then the queue, then run().
class Item final : public WorkItem<Item, "work_pipeline.item"> {
public:
	Item(u32 number, Arc<Collector> collector) : number_(number), collector_(std::move(collector))
	{
		collector_->begin();
	}
	~Item() { collector_->end(); }

	static void run(Box<Item> self)
	{
		const u64 number = self->number_;

		if (self->collector_->take({ self->number_, number * number }).is_error())
			pr_warn("item {} is lost: no memory", self->number_);
	}

private:
	u32 number_;
	Arc<Collector> collector_;
};

Result<> enqueue_items(const ThisKthread &self, const Workqueue &queue, const Arc<Collector> &collector)
{
	for (u32 number = 1; number <= items && !self.should_stop(); number++) {
		queue.enqueue(TRY(make_box<Item>(GFP_KERNEL, number, collector.share())));
		sleep(Delta::milliseconds(pause_ms));
	}
	return ok;
}

/// The function of the thread. It owns the queue, which is destroyed when the function returns and
/// then lets all items run.
Result<> produce(const ThisKthread &self, Workqueue queue, Arc<Collector> collector)
{
	Result<> result = enqueue_items(self, queue, collector);

	collector->end();
	collector->wait();
	collector->print("done");
	while (!self.should_stop())
		self.sleep();
	return result;
}

class WorkPipeline final {
public:
	static Result<WorkPipeline> create()
	{
		if (items == 0 || items > 1000000 || pause_ms > 1000) {
			pr_err("items must be between 1 and 1000000, pause_ms at most 1000");
			return ERANGE;
		}
		auto collector = TRY(make_arc<Collector>(GFP_KERNEL));
		auto queue = TRY(Workqueue::create(fmt("work_pipeline"),
						   { .unbound = true, .max_active = workers }));
		auto producer = TRY(Kthread::run(fmt("work_pipeline"), produce, std::move(queue),
						 collector.share()));

		return { std::in_place, std::move(collector), std::move(producer) };
	}

	WorkPipeline(Arc<Collector> collector, Kthread producer)
		: collector_(std::move(collector)), producer_(std::move(producer))
	{
	}

	~WorkPipeline()
	{
		Result<int> produced = producer_.stop();

		if (produced.is_error())
			pr_warn("the thread ended early: {}", produced.error());
		collector_->print("unloaded");
	}

private:
	Arc<Collector> collector_;
	Kthread producer_;
};

} // namespace

KERNEL_MODULE(WorkPipeline, {
	.name = "work_pipeline",
	.license = "GPL",
	.authors = { "The kxx authors" },
	.description = "A thread, a work queue and a list, one behind the other",
	.params = {
		{ .name = "items", .value = items, .description = "How many, 1 to 1000000" },
		{ .name = "workers", .value = workers,
		  .description = "How many are squared at once, up to 512; 0 for the kernel's usual" },
		{ .name = "pause_ms", .value = pause_ms,
		  .description = "Milliseconds between two items, up to 1000" },
	},
})
