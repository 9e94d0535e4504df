// SPDX-License-Identifier: GPL-2.0
//! Several tasks use an open file at once.
// EXPECT: ioctl::Write calls

#include <kernel/miscdevice.hpp>

using namespace kernel;

class State final : Pinned {
public:
#ifdef FIXED
	Result<> speed(const File &, const u32 &) const { return ok; }
#else
	Result<> speed(const File &, const u32 &) { return ok; }
#endif
	using Ioctls = ioctl::Table<ioctl::On<ioctl::Write<'k', 1, u32>, &State::speed>>;
};
void use();
void use()
{
	misc::Device<State, "example"> device;
	static_cast<void>(device.publish());
}
