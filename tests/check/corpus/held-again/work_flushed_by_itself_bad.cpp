// SPDX-License-Identifier: GPL-2.0
//! A delayed work item's function waits until its last run has finished, which is the one that waits.

#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

namespace {

class Backup final : Pinned {
public:
	Result<> init()
	{
		workqueue::system().enqueue_delayed(save_, 1_s);
		return ok;
	}
	void settle() const { save_.flush(); } // BUG: held-again

private:
	void save() const
	{
		if (saves_.fetch_add(1) % 16 == 15)
			settle();
		workqueue::system().enqueue_delayed(save_, 1_s);
	}

	Atomic<u32> saves_;
	DelayedWork<Backup, "backup.save"> save_{ calls<&Backup::save, &Backup::save_> };
};

} // namespace

KERNEL_MODULE(Backup, { .name = KBUILD_MODNAME, .license = "GPL" })
