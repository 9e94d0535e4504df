// SPDX-License-Identifier: GPL-2.0
//! A member behind the directory would be destroyed while its files can be read.
// EXPECT: declare the callback member last

#include <kernel/debugfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Disk final : Pinned {
#ifdef FIXED
	Atomic<u64> reads_;
#endif
	debugfs::ScopedDir<Disk> files_{ this_is<&Disk::files_> };
#ifndef FIXED
	Atomic<u64> reads_;
#endif
};
void use();
void use()
{
	Disk disk;
}
