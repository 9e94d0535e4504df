// SPDX-License-Identifier: GPL-2.0
//! The counter at namespace scope is atomic.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

namespace {

constinit Atomic<u32> opened{ 0 };

class Door final : Pinned {
public:
	static Result<Box<Door>> open(const File &)
	{
		if (opened.fetch_add(1, relaxed) >= 8) {
			opened.dec();
			return EBUSY;
		}
		auto door = make_box<Door>(GFP_KERNEL_ACCOUNT);

		if (door.is_error())
			opened.dec();
		return door;
	}
	~Door() { opened.dec(); }
	Result<usize> write(const File &, UserReader from) const { return from.size(); }
};

} // namespace

class DoorModule final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Door, "door"> device_;
};
