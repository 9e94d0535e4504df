// SPDX-License-Identifier: GPL-2.0
//! The state of an open file is used by several tasks at once.
// EXPECT: shareable and sendable

#include <kernel/miscdevice.hpp>

using namespace kernel;

#ifdef FIXED
class State final : Pinned {
#else
class State final : OneTaskAtATime {
#endif
public:
	Result<usize> read(const File &, UserWriter) const { return 0; }
};
void use();
void use()
{
	misc::Device<State, "example"> device;
	static_cast<void>(device.publish());
}
