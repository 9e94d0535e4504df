// SPDX-License-Identifier: GPL-2.0
//! The work function only says that it shall not run again; the owner waits for it.

#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

namespace {

class Scanner final : Pinned {
public:
	Result<> init()
	{
		workqueue::system().enqueue_delayed(scan_, 100_ms);
		return ok;
	}
	~Scanner()
	{
		stopped_.store(true, relaxed);
		scan_.shutdown();
	}

private:
	void give_up() const
	{
		stopped_.store(true, relaxed);
		scan_.cancel();
	}

	/// Runs in a worker.
	void scan() const
	{
		if (found_.fetch_add(1) > 100) {
			give_up();
			return;
		}
		if (!stopped_.load(relaxed))
			workqueue::system().enqueue_delayed(scan_, 100_ms);
	}

	Atomic<u32> found_;
	Atomic<bool> stopped_;
	DelayedWork<Scanner, "scanner.scan"> scan_{ calls<&Scanner::scan, &Scanner::scan_> };
};

} // namespace

KERNEL_MODULE(Scanner, { .name = KBUILD_MODNAME, .license = "GPL" })
