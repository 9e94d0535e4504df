// SPDX-License-Identifier: GPL-2.0
//! A file shows the object of its directory.
// EXPECT: the file is made of a member of another class

#include <kernel/debugfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Tape {
public:
	void show(Seq &seq) const { seq.print("tape\n"); }
};
class Disk final : Pinned {
public:
#ifdef FIXED
	Disk() { files_.publish("disk").subdir<&Disk::tape_>("tape").read_only<&Tape::show>("show"); }
#else
	Disk() { files_.publish("disk").read_only<&Tape::show>("show"); }
#endif

private:
	Tape tape_;
	debugfs::ScopedDir<Disk> files_{ this_is<&Disk::files_> };
};
void use();
void use()
{
	Disk disk;
}
