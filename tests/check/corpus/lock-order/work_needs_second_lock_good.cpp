// SPDX-License-Identifier: GPL-2.0
//! The path that waits for the work holds no mutex.

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
		write_.cancel_sync();
		names_.lock()->count = 0;
	}
	void dump() const
	{
		auto log = log_.lock();

		log->lines += names_.lock()->count;
	}

private:
	void write() const { log_.lock()->lines++; }

	Mutex<Names, "keeper.names"> names_;
	Mutex<Log, "keeper.log"> log_;
	Work<Keeper, "keeper.write"> write_{ calls<&Keeper::write, &Keeper::write_> };
};

} // namespace

KERNEL_MODULE(Keeper, { .name = KBUILD_MODNAME, .license = "GPL" })
