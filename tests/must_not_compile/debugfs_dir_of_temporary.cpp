// SPDX-License-Identifier: GPL-2.0
//! What a directory shows must outlive it: nothing is published of a temporary.
// EXPECT: discards qualifiers|passing .* as .this. argument|no matching function|cannot bind

#include <kernel/debugfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Disk final : Pinned {
public:
	debugfs::ScopedDir<Disk> files{ this_is<&Disk::files> };
};
void use();
void use()
{
#ifdef FIXED
	Disk disk;
	static_cast<void>(disk.files.publish("disk"));
#else
	static_cast<void>(Disk().files.publish("disk"));
#endif
}
