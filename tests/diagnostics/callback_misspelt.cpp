// SPDX-License-Identifier: GPL-2.0
//! A callback with a slip in its name.
// BEFORE: 0
#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Echo final : Pinned {
public:
	Result<usize> read(const File &, UserWriter) const { return 0; }
#ifdef FIXED
	Result<usize> write(const File &, UserReader) const { return 0; }
#else
	Result<usize> wirte(const File &, UserReader) const { return 0; }
#endif
};
void use();
void use()
{
	misc::Device<Echo, "echo"> device;
	device.publish().ignore(); // MISTAKE: write write\(\)
}
