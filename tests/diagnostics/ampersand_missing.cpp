// SPDX-License-Identifier: GPL-2.0
//! A member function without `&`.
// BEFORE: 19
#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Echo final : Pinned {
public:
	Result<usize> read(const File &, UserWriter) const { return 0; }
	Result<> reset(const File &) const { return ok; }
#ifdef FIXED
	using Ioctls = ioctl::Table<ioctl::On<ioctl::None<'k', 0>, &Echo::reset>>;
#else
	using Ioctls = ioctl::Table<ioctl::On<ioctl::None<'k', 0>, Echo::reset>>; // MISTAKE: write & in front of
#endif
};
void use(misc::Device<Echo, "echo"> &device);
void use(misc::Device<Echo, "echo"> &device) { device.publish().ignore(); }
