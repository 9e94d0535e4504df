// SPDX-License-Identifier: GPL-2.0
//! Not everybody writes attributes.
// EXPECT: not everybody writes it

#include <kernel/prelude.hpp>
#include <kernel/sysfs.hpp>

using namespace kernel;

class Disk final : Pinned {
public:
#ifdef FIXED
	Result<> init() { return files_.publish<attr::ReadWrite<"depth", &Disk::depth_, &Disk::depth_, 0644>>("disk"); }
#else
	Result<> init() { return files_.publish<attr::ReadWrite<"depth", &Disk::depth_, &Disk::depth_, 0666>>("disk"); }
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
