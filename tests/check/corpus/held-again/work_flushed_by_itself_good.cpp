// SPDX-License-Identifier: GPL-2.0
//! Only the owner waits for the work item.

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
	void settle() const { save_.flush(); }

private:
	void save() const
	{
		if (saves_.fetch_add(1) % 16 == 15)
			pr_info("{} backups", saves_.load(relaxed));
		workqueue::system().enqueue_delayed(save_, 1_s);
	}

	Atomic<u32> saves_;
	DelayedWork<Backup, "backup.save"> save_{ calls<&Backup::save, &Backup::save_> };
};

} // namespace

KERNEL_MODULE(Backup, { .name = KBUILD_MODNAME, .license = "GPL" })
