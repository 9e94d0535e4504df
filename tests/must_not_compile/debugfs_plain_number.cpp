// SPDX-License-Identifier: GPL-2.0
//! A number that changes while it is shown is an Atomic.
// EXPECT: a data member that a file shows is an Atomic or const

#include <kernel/debugfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Disk final : Pinned {
public:
	Disk() { files_.publish("disk").read_only<&Disk::reads_>("reads"); }

private:
#ifdef FIXED
	Atomic<u64> reads_;
#else
	u64 reads_ = 0;
#endif
	debugfs::ScopedDir<Disk> files_{ this_is<&Disk::files_> };
};
void use();
void use()
{
	Disk disk;
}
