// SPDX-License-Identifier: GPL-2.0
//! Several tasks read a file at once.
// EXPECT: const, since several tasks read at once

#include <kernel/debugfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Disk final : Pinned {
public:
	Disk() { files_.publish("disk").read_only<&Disk::show>("show"); }

private:
#ifdef FIXED
	void show(Seq &seq) const { seq.print("disk\n"); }
#else
	void show(Seq &seq) { seq.print("disk\n"); }
#endif

	debugfs::ScopedDir<Disk> files_{ this_is<&Disk::files_> };
};
void use();
void use()
{
	Disk disk;
}
