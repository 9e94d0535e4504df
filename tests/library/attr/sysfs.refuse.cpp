// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/attr/sysfs.hpp refuses.
#include <kernel/attr/seq_file.hpp>
#include <kernel/attr/sysfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED sysfs_answer_dropped: ignoring return|nodiscard|ignoring returned value
// Publishing may fail, and users rely on these attributes, so the caller checks the result.
class Disk final : Pinned {
public:
#ifdef FIXED
	Result<> init() { return files_.publish<attr::ReadOnly<"depth", &Disk::depth_>>("disk"); }
#else
	Result<> init()
	{
		files_.publish<attr::ReadOnly<"depth", &Disk::depth_>>("disk");
		return ok;
	}
#endif

private:
	Atomic<u32> depth_;
	sysfs::Dir<Disk> files_{ this_is<&Disk::files_> };
};
Result<> use();
Result<> use()
{
	Disk disk;
	return disk.init();
}

// REFUSED sysfs_everybody_writes: not everybody writes it
// An attribute must not be writable by everybody.
class Disk final : Pinned {
public:
#ifdef FIXED
	Result<> init() { return files_.publish<attr::ReadWrite<"depth", &Disk::depth_, &Disk::depth_, 0644>>("disk"); }
#else
	Result<> init() { return files_.publish<attr::ReadWrite<"depth", &Disk::depth_, &Disk::depth_, 0666>>("disk"); }
#endif

private:
	Atomic<u32> depth_;
	sysfs::Dir<Disk> files_{ this_is<&Disk::files_> };
};
Result<> use();
Result<> use()
{
	Disk disk;
	return disk.init();
}

// REFUSED sysfs_group_within_group: groups within groups there are none
// A group cannot contain groups.
class Disk final : Pinned {
public:
#ifdef FIXED
	Result<> init() { return files_.publish<sysfs::Group<"a", attr::ReadOnly<"depth", &Disk::depth_>>>("disk"); }
#else
	Result<> init()
	{
		return files_.publish<sysfs::Group<"a", sysfs::Group<"b", attr::ReadOnly<"depth", &Disk::depth_>>>>(
			"disk");
	}
#endif

private:
	Atomic<u32> depth_;
	sysfs::Dir<Disk> files_{ this_is<&Disk::files_> };
};
Result<> use();
Result<> use()
{
	Disk disk;
	return disk.init();
}

// REFUSED sysfs_seq_in_attribute: .void f\(attr::Text &\) const. \(sysfs, configfs\)
// An attribute is printed into one page, not into a Seq.
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

// REFUSED sysfs_store_not_const: const, since several tasks write at once
// Several tasks write an attribute at once.
class Disk final : Pinned {
public:
	Result<> init() { return files_.publish<attr::WriteOnly<"depth", &Disk::set_depth>>("disk"); }

private:
#ifdef FIXED
	Result<> set_depth(u32 depth) const
#else
	Result<> set_depth(u32 depth)
#endif
	{
		depth_.store(depth, relaxed);
		return ok;
	}

	Atomic<u32> depth_;
	sysfs::Dir<Disk> files_{ this_is<&Disk::files_> };
};
Result<> use();
Result<> use()
{
	Disk disk;
	return disk.init();
}

// REFUSED sysfs_unshareable: it must be shareable
// An object that several tasks read at once must be shareable.
#ifdef FIXED
class Disk final : Pinned {
#else
class Disk final : public OneTaskAtATime {
#endif
public:
	Disk() = default;
	Result<> init() { return files_.publish<attr::ReadOnly<"depth", &Disk::depth_>>("disk"); }

private:
	Atomic<u32> depth_;
	sysfs::Dir<Disk> files_{ this_is<&Disk::files_> };
};
Result<> use();
Result<> use()
{
	Disk disk;
	return disk.init();
}
