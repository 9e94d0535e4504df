// SPDX-License-Identifier: GPL-2.0
//! The work item takes a reference to the mutex along and locks it itself.

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
	Update(Arc<FirmwareLock> firmware, u32 version) : firmware_(std::move(firmware)), version_(version) {}

	static void run(Box<Update> self)
	{
		auto firmware = self->firmware_->lock();

		firmware->version = self->version_;
		firmware->updates++;
	}

private:
	Arc<FirmwareLock> firmware_;
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
		auto item = TRY(make_box<Update>(GFP_KERNEL, firmware_.share(), version));

		queue_.enqueue(std::move(item));
		return ok;
	}

private:
	Workqueue queue_;
	Arc<FirmwareLock> firmware_;
};
