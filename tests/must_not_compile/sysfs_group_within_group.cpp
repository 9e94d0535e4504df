// SPDX-License-Identifier: GPL-2.0
//! Groups are one level deep.
// EXPECT: groups within groups there are none

#include <kernel/prelude.hpp>
#include <kernel/sysfs.hpp>

using namespace kernel;

class Disk final : Pinned {
public:
#ifdef FIXED
	Result<> init() { return files_.publish<sysfs::Group<"a", attr::ReadOnly<"depth", &Disk::depth_>>>("disk"); }
#else
	Result<> init()
	{
		return files_.publish<sysfs::Group<"a", sysfs::Group<"b", attr::ReadOnly<"depth", &Disk::depth_>>>>("disk");
	}
#endif

private:
	Atomic<u32> depth_;
	sysfs::Dir<Disk> files_{ this_is<&Disk::files_> };
};
Result<> use();
Result<> use()
{
	Disk disk;
	return disk.init();
}
