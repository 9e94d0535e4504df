// SPDX-License-Identifier: GPL-2.0
//! A member behind the subsystem would be destroyed while mkdir can be called.
// EXPECT: declare the callback member last

#include <kernel/configfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Disk final : public configfs::Item<Disk> {};
class Disks final : Pinned {
public:
	Result<Box<Disk>> make_item(CStr) const { return make_box<Disk>(GFP_KERNEL); }

private:
#ifdef FIXED
	Atomic<u64> made_;
#endif
	configfs::Subsystem<Disks> subsystem_{ this_is<&Disks::subsystem_> };
#ifndef FIXED
	Atomic<u64> made_;
#endif
};
void use();
void use()
{
	Disks disks;
}
