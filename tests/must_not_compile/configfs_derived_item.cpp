// SPDX-License-Identifier: GPL-2.0
//! configfs destroys the class that it knows.
// EXPECT: an item's class is final

#include <kernel/configfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

#ifdef FIXED
class Disk final : public configfs::Item<Disk> {};
#else
class Disk : public configfs::Item<Disk> {};
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
