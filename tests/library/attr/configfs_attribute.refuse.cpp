// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/attr/configfs_attribute.hpp refuses.
#include <kernel/attr/configfs.hpp>
#include <kernel/attr/configfs_attribute.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED configfs_sysfs_binary: through .Result<usize> f\(Span<u8> to\) const
// A binary attribute of configfs is read as a whole.
class Disk final : public configfs::Item<Disk> {
public:
#ifdef FIXED
	Result<usize> table(Span<u8>) const { return 0; }
#else
	Result<usize> table(Span<u8>, u64) const { return 0; }
#endif
	using Attributes = configfs::Attributes<configfs::BinaryReadOnly<"table", 64, &Disk::table>>;
};
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
