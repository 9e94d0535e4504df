// SPDX-License-Identifier: GPL-2.0
//! What mkdir makes has an owner, which configfs keeps.
// EXPECT: what mkdir makes is returned by

#include <kernel/configfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Disk final : public configfs::Item<Disk> {};
class Disks final : Pinned {
public:
#ifdef FIXED
	Result<Box<Disk>> make_item(CStr) const { return make_box<Disk>(GFP_KERNEL); }
#else
	Result<Disk *> make_item(CStr) const { return ENOMEM; }
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
