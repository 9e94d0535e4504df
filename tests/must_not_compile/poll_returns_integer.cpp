// SPDX-License-Identifier: GPL-2.0
//! What poll() returns is a set of its own type.
// EXPECT: poll\(\) is

#include <kernel/miscdevice.hpp>

using namespace kernel;

class State final : Pinned {
public:
#ifdef FIXED
	PollEvents poll(const File &, PollTable &) const { return EPOLLIN; }
#else
	u32 poll(const File &, PollTable &) const { return 1; }
#endif
};
void use();
void use()
{
	misc::Device<State, "example"> device;
	static_cast<void>(device.publish());
}
