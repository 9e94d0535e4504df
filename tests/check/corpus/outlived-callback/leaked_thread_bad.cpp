// SPDX-License-Identifier: GPL-2.0
//! The owner of a thread is given up, so that the thread runs the module's code after unload.

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

		// The thread ends by itself when it is told to.
		std::move(kept).leak().wake_up(); // BUG: types
		return { std::in_place, std::move(progress) };
	}
	explicit Scanner(Arc<Progress> progress) : progress_(std::move(progress)) {}
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
};
