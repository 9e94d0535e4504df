// SPDX-License-Identifier: GPL-2.0
//! mkdir runs beside other users of the parent.
// EXPECT: make_item\(CStr name\) const

#include <kernel/configfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Disk final : public configfs::Item<Disk> {};
class Disks final : Pinned {
public:
#ifdef FIXED
	Result<Box<Disk>> make_item(CStr) const
#else
	Result<Box<Disk>> make_item(CStr)
#endif
	{
		return make_box<Disk>(GFP_KERNEL);
	}
	Result<> init() { return subsystem_.publish("disks"); }

private:
	configfs::Subsystem<Disks> subsystem_{ this_is<&Disks::subsystem_> };
};
Result<> use(Disks &disks);
Result<> use(Disks &disks)
{
	return disks.init();
}
