// SPDX-License-Identifier: GPL-2.0
//! Several tasks write an attribute at once.
// EXPECT: const, since several tasks write at once

#include <kernel/prelude.hpp>
#include <kernel/sysfs.hpp>

using namespace kernel;

class Disk final : Pinned {
public:
	Result<> init() { return files_.publish<attr::WriteOnly<"depth", &Disk::set_depth>>("disk"); }

private:
#ifdef FIXED
	Result<> set_depth(u32 depth) const
#else
	Result<> set_depth(u32 depth)
#endif
	{
		depth_.store(depth, relaxed);
		return ok;
	}

	Atomic<u32> depth_;
	sysfs::Dir<Disk> files_{ this_is<&Disk::files_> };
};
Result<> use();
Result<> use()
{
	Disk disk;
	return disk.init();
}
