// SPDX-License-Identifier: GPL-2.0
//! Bytes that may change while they are copied are no blob.
// EXPECT: a blob that is a data member is const

#include <kernel/debugfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Disk final : Pinned {
public:
	Disk() { static_cast<void>(files_.publish("disk").blob<&Disk::table_>("table")); }

private:
#ifdef FIXED
	const u32 table_[4] = { 1, 2, 3, 4 };
#else
	u32 table_[4] = { 1, 2, 3, 4 };
#endif
	debugfs::ScopedDir<Disk> files_{ this_is<&Disk::files_> };
};
void use();
void use()
{
	Disk disk;
}
