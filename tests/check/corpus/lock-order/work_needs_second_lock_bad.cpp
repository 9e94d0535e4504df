// SPDX-License-Identifier: GPL-2.0
//! One path waits for a work item under the list's mutex; the work takes the log's, under which the list is locked.
//! Like the three-way deadlocks that lockdep shows through the lock of a work item.

#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Names {
	u32 count = 0;
};
struct Log {
	u32 lines = 0;
};

class Keeper final : Pinned {
public:
	Result<> init()
	{
		workqueue::system().enqueue(write_);
		return ok;
	}
	void clear() const
	{
		auto names = names_.lock();

		write_.cancel_sync(); // BUG: lock-order
		names->count = 0;
	}
	void dump() const
	{
		auto log = log_.lock();

		log->lines += names_.lock()->count; // BUG: lock-order
	}

private:
	void write() const { log_.lock()->lines++; }

	Mutex<Names, "keeper.names"> names_;
	Mutex<Log, "keeper.log"> log_;
	Work<Keeper, "keeper.write"> write_{ calls<&Keeper::write, &Keeper::write_> };
};

} // namespace

KERNEL_MODULE(Keeper, { .name = KBUILD_MODNAME, .license = "GPL" })
