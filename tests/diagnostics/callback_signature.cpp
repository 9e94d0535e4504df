// SPDX-License-Identifier: GPL-2.0
//! A callback with C's parameters.
// BEFORE: 21
#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Echo final : Pinned {
public:
#ifdef FIXED
	Result<usize> read(const File &, UserWriter) const { return 0; }
#else
	ssize_t read(::file *, char *, usize, ::loff_t *) const { return 0; }
#endif
};
void use();
void use()
{
	misc::Device<Echo, "echo"> device;
	device.publish().ignore(); // MISTAKE: read.. is .Result<usize> read
}
