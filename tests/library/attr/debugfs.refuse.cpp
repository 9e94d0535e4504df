// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/attr/debugfs.hpp refuses.
#include <kernel/attr/debugfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED debugfs_blob_changes: a blob that is a data member is const
// A blob must not change while it is copied.
class Disk final : Pinned {
public:
	Disk() { static_cast<void>(files_.publish("disk").blob<&Disk::table_>("table")); }

private:
#ifdef FIXED
	const u32 table_[4] = { 1, 2, 3, 4 };
#else
	u32 table_[4] = { 1, 2, 3, 4 };
#endif
	debugfs::ScopedDir<Disk> files_{ this_is<&Disk::files_> };
};
void use();
void use()
{
	Disk disk;
}

// REFUSED debugfs_blob_with_padding: a blob has no padding
// Padding would leak stale kernel memory.
struct Header {
	u8 version = 1;
#ifdef FIXED
	u8 reserved[3] = {};
#endif
	u32 size = 0;
};
class Disk final : Pinned {
public:
	Disk() { files_.publish("disk").blob<&Disk::header_>("header"); }

private:
	const Header header_;
	debugfs::ScopedDir<Disk> files_{ this_is<&Disk::files_> };
};
void use();
void use()
{
	Disk disk;
}

// REFUSED debugfs_dir_of_temporary: discards qualifiers|passing .* as .this. argument|no matching function|cannot bind
// An object must outlive the directory that shows it, so a temporary cannot be published.
class Disk final : Pinned {
public:
	debugfs::ScopedDir<Disk> files{ this_is<&Disk::files> };
};
void use();
void use()
{
#ifdef FIXED
	Disk disk;
	static_cast<void>(disk.files.publish("disk"));
#else
	static_cast<void>(Disk().files.publish("disk"));
#endif
}

// REFUSED debugfs_member_of_another: the file is made of a member of another class
// A file shows the object of its directory.
class Tape {
public:
	void show(Seq &seq) const { seq.print("tape\n"); }
};
class Disk final : Pinned {
public:
#ifdef FIXED
	Disk() { files_.publish("disk").subdir<&Disk::tape_>("tape").read_only<&Tape::show>("show"); }
#else
	Disk() { files_.publish("disk").read_only<&Tape::show>("show"); }
#endif

private:
	Tape tape_;
	debugfs::ScopedDir<Disk> files_{ this_is<&Disk::files_> };
};
void use();
void use()
{
	Disk disk;
}

// REFUSED debugfs_not_last: declare the callback member last
// A member after the directory would be destroyed while its files can still be read.
class Disk final : Pinned {
#ifdef FIXED
	Atomic<u64> reads_;
#endif
	debugfs::ScopedDir<Disk> files_{ this_is<&Disk::files_> };
#ifndef FIXED
	Atomic<u64> reads_;
#endif
};
void use();
void use()
{
	Disk disk;
}

// REFUSED debugfs_plain_number: a data member that a file shows is an Atomic or const
// A number that changes while it is shown is an Atomic.
class Disk final : Pinned {
public:
	Disk() { files_.publish("disk").read_only<&Disk::reads_>("reads"); }

private:
#ifdef FIXED
	Atomic<u64> reads_;
#else
	u64 reads_ = 0;
#endif
	debugfs::ScopedDir<Disk> files_{ this_is<&Disk::files_> };
};
void use();
void use()
{
	Disk disk;
}

// REFUSED debugfs_show_not_const: const, since several tasks read at once
// Several tasks read a file at once.
class Disk final : Pinned {
public:
	Disk() { files_.publish("disk").read_only<&Disk::show>("show"); }

private:
#ifdef FIXED
	void show(Seq &seq) const { seq.print("disk\n"); }
#else
	void show(Seq &seq) { seq.print("disk\n"); }
#endif

	debugfs::ScopedDir<Disk> files_{ this_is<&Disk::files_> };
};
void use();
void use()
{
	Disk disk;
}
