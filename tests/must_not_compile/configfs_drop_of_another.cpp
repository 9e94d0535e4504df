// SPDX-License-Identifier: GPL-2.0
//! rmdir tells of what mkdir has made.
// EXPECT: what goes with rmdir is told to

#include <kernel/configfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Disk final : public configfs::Item<Disk> {};
class Tape;
class Disks final : Pinned {
public:
	Result<Box<Disk>> make_item(CStr) const { return make_box<Disk>(GFP_KERNEL); }
#ifdef FIXED
	void drop_item(const Disk &) const {}
#else
	void drop_item(const Tape &) const {}
#endif
	Result<> init() { return subsystem_.publish("disks"); }

private:
	configfs::Subsystem<Disks> subsystem_{ this_is<&Disks::subsystem_> };
};
Result<> use(Disks &disks);
Result<> use(Disks &disks)
{
	return disks.init();
}
