// SPDX-License-Identifier: GPL-2.0
//! A callback by C's name.
// BEFORE: 0
#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Echo final : Pinned {
public:
	Result<usize> read(const File &, UserWriter) const { return 0; }
#ifdef FIXED
	Result<usize> ioctl(const File &, ioctl::Number, usize) const { return ENOTTY; }
#else
	Result<usize> unlocked_ioctl(const File &, ioctl::Number, usize) const { return ENOTTY; }
#endif
};
void use();
void use()
{
	misc::Device<Echo, "echo"> device;
	device.publish().ignore(); // MISTAKE: write ioctl\(\)
}
