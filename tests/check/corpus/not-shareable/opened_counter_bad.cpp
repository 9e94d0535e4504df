// SPDX-License-Identifier: GPL-2.0
//! A counter at namespace scope is changed by every task that opens the device.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

namespace {

constinit u32 opened = 0; // BUG: not-shareable, below

class Door final : Pinned {
public:
	static Result<Box<Door>> open(const File &)
	{
		if (opened == 8)
			return EBUSY;
		opened++;
		auto door = make_box<Door>(GFP_KERNEL_ACCOUNT);

		if (door.is_error())
			opened--;
		return door;
	}
	~Door() { opened--; }
	Result<usize> write(const File &, UserReader from) const { return from.size(); }
};

} // namespace

class DoorModule final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Door, "door"> device_;
};
