// SPDX-License-Identifier: GPL-2.0
//! What is there from the beginning is a group of C's.
// EXPECT: a default group is a member whose class derives from configfs::Group

#include <kernel/configfs.hpp>

using namespace kernel;

#ifdef FIXED
class Limits final : public configfs::Group<Limits> {};
#else
class Limits final : public configfs::Item<Limits> {};
#endif
class Disk final : public configfs::Item<Disk> {};
class Disks final : Pinned {
	Limits limits_;

public:
	using DefaultGroups = configfs::DefaultGroups<configfs::Default<"limits", &Disks::limits_>>;
	Result<Box<Disk>> make_item(CStr) const { return make_box<Disk>(GFP_KERNEL); }
	Result<> init() { return subsystem_.publish("disks"); }

private:
	configfs::Subsystem<Disks> subsystem_{ this_is<&Disks::subsystem_> };
};

Result<> use(Disks &disks)
{
	return disks.init();
}
