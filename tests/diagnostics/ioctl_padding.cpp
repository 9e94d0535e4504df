// SPDX-License-Identifier: GPL-2.0
//! An argument of an ioctl that has padding.
// BEFORE: 14
#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Size {
#ifdef FIXED
	u32 unit;
	u32 count;
#else
	u8 unit;
	u32 count;
#endif
};
class Echo final : Pinned {
public:
	Result<> resize(const File &, const Size &) const { return ok; }
	using Ioctls = ioctl::Table<ioctl::On<ioctl::Write<'k', 0, Size>, &Echo::resize>>;
};
void use(misc::Device<Echo, "echo"> &device);
void use(misc::Device<Echo, "echo"> &device) { device.publish().ignore(); } // MISTAKE: without padding
