// SPDX-License-Identifier: GPL-2.0
//! The owner of the thread stays with the module and stops it.

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

struct Progress {
	Atomic<u64> sectors;
	Atomic<bool> end{ false };
};

class Scanner final {
public:
	static Result<Scanner> create()
	{
		auto progress = TRY(make_arc<Progress>(GFP_KERNEL));
		auto thread = TRY(Kthread::run(fmt("scanner"), scan, progress.share()));
		auto kept = TRY(make_box<Kthread>(GFP_KERNEL, std::move(thread)));

		kept->wake_up();
		return { std::in_place, std::move(progress), std::move(kept) };
	}
	Scanner(Arc<Progress> progress, Box<Kthread> thread)
		: progress_(std::move(progress)), thread_(std::move(thread))
	{
	}
	~Scanner() { progress_->end.store(true, relaxed); }

private:
	static void scan(const ThisKthread &self, Arc<Progress> progress)
	{
		while (!self.should_stop() && !progress->end.load(relaxed)) {
			progress->sectors.add(8);
			sleep(5_ms);
		}
	}

	Arc<Progress> progress_;
	Box<Kthread> thread_;
};
