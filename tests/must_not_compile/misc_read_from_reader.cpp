// SPDX-License-Identifier: GPL-2.0
//! What is read by the process is written by us.
// EXPECT: read\(\) (of a file with positions )?is .Result<usize> read

#include <kernel/miscdevice.hpp>

using namespace kernel;

class State final : Pinned {
public:
#ifdef FIXED
	Result<usize> read(const File &, UserWriter) const { return 0; }
#else
	Result<usize> read(const File &, UserReader) const { return 0; }
#endif
};
void use();
void use()
{
	misc::Device<State, "example"> device;
	static_cast<void>(device.publish());
}
