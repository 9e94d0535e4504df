// SPDX-License-Identifier: GPL-2.0
//! seek() gets the wish as one.
// EXPECT: seek\(\) is

#include <kernel/miscdevice.hpp>

using namespace kernel;

class State final : Pinned {
public:
	Result<usize> read(const File &, UserWriter, FilePos &) const { return 0; }
#ifdef FIXED
	Result<i64> seek(const Seek &seek) const { return seek.within(10); }
#else
	Result<i64> seek(i64 offset, Whence) const { return offset; }
#endif
};
void use();
void use()
{
	misc::Device<State, "example"> device;
	static_cast<void>(device.publish());
}
