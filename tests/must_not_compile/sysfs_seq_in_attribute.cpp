// SPDX-License-Identifier: GPL-2.0
//! An attribute has a page, and no Seq.
// EXPECT: .void f\(attr::Text &\) const. \(sysfs, configfs\)

#include <kernel/prelude.hpp>
#include <kernel/seq_file.hpp>
#include <kernel/sysfs.hpp>

using namespace kernel;

class Disk final : Pinned {
public:
	Result<> init() { return files_.publish<attr::ReadOnly<"summary", &Disk::summary>>("disk"); }

private:
#ifdef FIXED
	void summary(attr::Text &text) const { text.print("disk\n"); }
#else
	void summary(Seq &seq) const;
#endif

	sysfs::Dir<Disk> files_{ this_is<&Disk::files_> };
};
Result<> use();
Result<> use()
{
	Disk disk;
	return disk.init();
}
