// SPDX-License-Identifier: GPL-2.0
//! What several tasks read at once must be shareable.
// EXPECT: it must be shareable

#include <kernel/prelude.hpp>
#include <kernel/sysfs.hpp>

using namespace kernel;

#ifdef FIXED
class Disk final : Pinned {
#else
class Disk final : public OneTaskAtATime {
#endif
public:
	Disk() = default;
	Result<> init() { return files_.publish<attr::ReadOnly<"depth", &Disk::depth_>>("disk"); }

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
