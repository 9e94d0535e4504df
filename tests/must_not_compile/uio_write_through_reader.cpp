// SPDX-License-Identifier: GPL-2.0
//! What write_iter() gets is read, not written.
// EXPECT: write_iter\(\) (of a file with positions )?is .Result<usize> write_iter

#include <kernel/miscdevice.hpp>

using namespace kernel;

class State final : Pinned {
public:
#ifdef FIXED
	Result<usize> write_iter(const File &, IovReader) const { return 0; }
#else
	Result<usize> write_iter(const File &, IovWriter) const { return 0; }
#endif
};
void use();
void use()
{
	misc::Device<State, "example"> device;
	static_cast<void>(device.publish());
}
