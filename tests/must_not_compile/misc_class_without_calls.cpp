// SPDX-License-Identifier: GPL-2.0
//! A file that can do nothing has its functions private, by accident.
// EXPECT: has a public read

#include <kernel/miscdevice.hpp>

using namespace kernel;

class State final : Pinned {
#ifdef FIXED
public:
#endif
	Result<usize> read(const File &, UserWriter) const { return 0; }
};
void use();
void use()
{
	misc::Device<State, "example"> device;
	static_cast<void>(device.publish());
}
