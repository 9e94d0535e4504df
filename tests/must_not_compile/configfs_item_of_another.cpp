// SPDX-License-Identifier: GPL-2.0
//! An item is the base of the class that it is named for.
// EXPECT: private|derived from configfs::Item<T>

#include <kernel/configfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Tape final : public configfs::Item<Tape> {};
#ifdef FIXED
class Disk final : public configfs::Item<Disk> {};
#else
class Disk final : public configfs::Item<Tape> {};
#endif
class Disks final : Pinned {
public:
	Result<Box<Disk>> make_item(CStr) const { return make_box<Disk>(GFP_KERNEL); }
	Result<> init() { return subsystem_.publish("disks"); }

private:
	configfs::Subsystem<Disks> subsystem_{ this_is<&Disks::subsystem_> };
};
Result<> use(Disks &disks);
Result<> use(Disks &disks)
{
	return disks.init();
}
