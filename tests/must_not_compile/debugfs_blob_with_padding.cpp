// SPDX-License-Identifier: GPL-2.0
//! Padding holds old memory of the kernel's.
// EXPECT: a blob has no padding

#include <kernel/debugfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Header {
	u8 version = 1;
#ifdef FIXED
	u8 reserved[3] = {};
#endif
	u32 size = 0;
};
class Disk final : Pinned {
public:
	Disk() { files_.publish("disk").blob<&Disk::header_>("header"); }

private:
	const Header header_;
	debugfs::ScopedDir<Disk> files_{ this_is<&Disk::files_> };
};
void use();
void use()
{
	Disk disk;
}
