// SPDX-License-Identifier: GPL-2.0
//! Items on the module's queue are owners of the counters of the file.

#include <kernel/defer/workqueue.hpp>
#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

struct Counters {
	Atomic<u64> written;
	Atomic<u64> stored;
};

class Store final : public WorkItem<Store, "spool.store"> {
public:
	Store(Arc<Counters> counters, usize bytes) : counters_(std::move(counters)), bytes_(bytes) {}

	static void run(Box<Store> self) { self->counters_->stored.add(self->bytes_); }

private:
	Arc<Counters> counters_;
	usize bytes_;
};

struct Spool {
	explicit Spool(Workqueue queue) : queue(std::move(queue)) {}

	Workqueue queue;
};

class SpoolFile final : Pinned {
public:
	SpoolFile(Arc<Spool> spool, Arc<Counters> counters) : spool_(std::move(spool)), counters_(std::move(counters))
	{
	}

	static Result<Box<SpoolFile>> open(const File &, Arc<Spool> spool)
	{
		return make_box<SpoolFile>(GFP_KERNEL_ACCOUNT, std::move(spool),
					   TRY(make_arc<Counters>(GFP_KERNEL_ACCOUNT)));
	}
	Result<usize> write(const File &, UserReader from) const
	{
		const usize bytes = from.size();

		counters_->written.add(bytes);
		auto item = TRY(make_box<Store>(GFP_KERNEL_ACCOUNT, counters_.share(), bytes));

		spool_->queue.enqueue(std::move(item));
		return bytes;
	}

private:
	Arc<Spool> spool_;
	Arc<Counters> counters_;
};

class SpoolModule final : Pinned {
public:
	explicit SpoolModule(Arc<Spool> spool) : device_(std::move(spool)) {}

	Result<> init() { return device_.publish(); }

private:
	misc::Device<SpoolFile, "spool", Spool> device_;
};
