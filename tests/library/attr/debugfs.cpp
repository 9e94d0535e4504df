// SPDX-License-Identifier: GPL-2.0
//! Directories in debugfs appear and disappear with their object, or are missing if they cannot be made. The content of
//! their files is tested by tests/vm/stats_fs, since nobody reads them within the kernel.

#include <linux/dcache.hpp>

#include <kernel/attr/debugfs.hpp>
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

/// Whether the directory, or debugfs itself for null, contains a file `name`.
bool there(::dentry *dir, CStr name)
{
	::dentry *found = ::debugfs_lookup(name.as_c(), dir);

	if (!found || ::IS_ERR(found))
		return false;
	::dput(found);
	return true;
}

class Disk final : Pinned {
public:
	struct Queue {
		Atomic<u32> depth{ 64 };
	};

	void publish(CStr name)
	{
		auto dir = files_.publish(name);

		dir.read_only<&Disk::summary>("summary");
		dir.read_only<&Disk::reads_>("reads");
		dir.read_write<&Disk::small_>("small");
		dir.read_write<&Disk::summary, &Disk::set>("both");
		dir.write_only<&Disk::set>("set");
		dir.blob<&Disk::blob_>("blob");
		dir.binary<&Disk::read>("binary");
		dir.binary<&Disk::read, &Disk::write>("binary_both");
		dir.write_binary<&Disk::write>("binary_write");
		dir.subdir("inner").read_only<&Disk::reads_>("reads");
		dir.subdir<&Disk::queue_>("queue").read_write<&Queue::depth>("depth");
	}
	debugfs::ScopedDir<Disk> &files() { return files_; }

private:
	void summary(Seq &) const {}
	Result<> set(BStr) const { return ok; }
	Result<usize> read(Span<u8>, u64) const { return 0; }
	Result<usize> write(Span<const u8> bytes, u64) const { return bytes.size(); }

	Atomic<u64> reads_;
	Atomic<i8> small_;
	Queue queue_;
	const u8 blob_[3] = { 1, 2, 3 };
	debugfs::ScopedDir<Disk> files_{ this_is<&Disk::files_> };
};

Result<> comes_and_goes(kunit::Test &test)
{
	{
		Disk disk;
		test.expect(!disk.files().is_published());
		disk.files().withdraw();
		disk.publish("kxx_test");
		// If an allocation failed, there is no directory, which is not an error.
		if (!disk.files().is_published())
			return ENOMEM;
		test.expect(there(nullptr, "kxx_test"));
		::dentry *dir = disk.files().as_raw();
		bool all = true;
		for (CStr name :
		     { CStr("summary"), CStr("reads"), CStr("small"), CStr("both"), CStr("set"), CStr("blob"),
		       CStr("binary"), CStr("binary_both"), CStr("binary_write"), CStr("inner"), CStr("queue") })
			all &= there(dir, name);
		test.expect(all);
		disk.files().withdraw();
		test.expect(!disk.files().is_published() && !there(nullptr, "kxx_test"));
		disk.publish("kxx_test");
	}
	test.expect(!there(nullptr, "kxx_test"));
	return ok;
}

Result<> published_again(kunit::Test &test)
{
	Disk disk;

	disk.publish("kxx_first");
	disk.publish("kxx_second");
	test.expect(!there(nullptr, "kxx_first"));
	test.expect(there(nullptr, "kxx_second"));
	return ok;
}

Result<> name_taken(kunit::Test &test)
{
	Disk one;

	one.publish("kxx_taken");
	if (!one.files().is_published())
		return ENOMEM;
	{
		Disk two;
		two.publish("kxx_taken");
		test.expect(!two.files().is_published());
	}
	test.expect(there(nullptr, "kxx_taken"));
	return ok;
}

KUNIT_SUITE(debugfs, { "comes_and_goes", comes_and_goes }, { "published_again", published_again },
	    { "name_taken", name_taken });

} // namespace
