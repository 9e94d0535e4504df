// SPDX-License-Identifier: GPL-2.0
//! Attributes that users rely upon may be refused: the caller must look.
// EXPECT: ignoring return|nodiscard|ignoring returned value

#include <kernel/prelude.hpp>
#include <kernel/sysfs.hpp>

using namespace kernel;

class Disk final : Pinned {
public:
#ifdef FIXED
	Result<> init() { return files_.publish<attr::ReadOnly<"depth", &Disk::depth_>>("disk"); }
#else
	Result<> init()
	{
		files_.publish<attr::ReadOnly<"depth", &Disk::depth_>>("disk");
		return ok;
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
