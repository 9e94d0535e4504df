// SPDX-License-Identifier: GPL-2.0
//! The function of a command that a program reads returns what it reads.
// EXPECT: ioctl::Read calls

#include <kernel/miscdevice.hpp>

using namespace kernel;

class State final : Pinned {
public:
#ifdef FIXED
	Result<u32> speed(const File &) const { return 1u; }
#else
	Result<> speed(const File &, const u32 &) const { return ok; }
#endif
	using Ioctls = ioctl::Table<ioctl::On<ioctl::Read<'k', 1, u32>, &State::speed>>;
};
void use();
void use()
{
	misc::Device<State, "example"> device;
	static_cast<void>(device.publish());
}
