// SPDX-License-Identifier: GPL-2.0
//! mkdir needs something to call.
// EXPECT: the owner of a Subsystem has a public make_item

#include <kernel/configfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Disk final : public configfs::Item<Disk> {};
class Disks final : Pinned {
public:
	Result<> init() { return subsystem_.publish("disks"); }
#ifndef FIXED
private:
#endif
	Result<Box<Disk>> make_item(CStr) const { return make_box<Disk>(GFP_KERNEL); }

private:
	configfs::Subsystem<Disks> subsystem_{ this_is<&Disks::subsystem_> };
};
Result<> use(Disks &disks);
Result<> use(Disks &disks)
{
	return disks.init();
}
