// SPDX-License-Identifier: GPL-2.0
//! A work item takes the guard of a mutex along, so that another task unlocks the mutex.

#include <kernel/defer/workqueue.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Firmware {
	u32 version = 0;
	u32 updates = 0;
};
using FirmwareLock = Mutex<Firmware, "fw.state">;

class Update final : public WorkItem<Update, "fw.update"> {
public:
	Update(GuardOf<FirmwareLock> firmware, u32 version) : firmware_(std::move(firmware)), version_(version) {}

	static void run(Box<Update> self)
	{
		self->firmware_->version = self->version_;
		self->firmware_->updates++;
	}

private:
	GuardOf<FirmwareLock> firmware_;
	u32 version_;
};

class Loader {
public:
	Loader(Workqueue queue, Arc<FirmwareLock> firmware) : queue_(std::move(queue)), firmware_(std::move(firmware))
	{
	}

	/// Nobody may look at the firmware from now on until it is up to date.
	Result<> update(u32 version) const
	{
		auto item = TRY(make_box<Update>(GFP_KERNEL, firmware_->lock(), version));

		queue_.enqueue(std::move(item)); // BUG: not-sendable
		return ok;
	}

private:
	Workqueue queue_;
	Arc<FirmwareLock> firmware_;
};
