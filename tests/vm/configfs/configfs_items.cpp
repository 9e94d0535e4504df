// SPDX-License-Identifier: GPL-2.0
//! Shelves that users make, and disks on them, for the scenario.

#include <kernel/attr/configfs.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/mutex.hpp>

using namespace kernel;

namespace {

constinit Atomic<u32> alive{ 0 };

class Disk final : public configfs::Item<Disk> {
public:
	explicit Disk(CString name) : name_(std::move(name)) { alive.inc(); }
	~Disk() { alive.dec(); }

	Result<> set_table(Span<const u8> bytes) const
	{
		auto table = table_.lock();

		table->clear();
		for (u8 byte : bytes)
			TRY(table->push(byte, GFP_KERNEL));
		return ok;
	}
	void write_table(Span<const u8> bytes) const
	{
		if (set_table(bytes).is_error())
			pr_warn("no memory for the table");
	}
	Result<usize> read_table(Span<u8> to) const
	{
		auto table = table_.lock();
		const usize size = to.size() < table->size() ? to.size() : table->size();

		TRY(to.first(size).copy_from(Span<const u8>::of(*table).first(size)));
		return table->size();
	}
	void show_name(attr::Text &text) const { text.print(fmt("{}\n", name_)); }
	Result<> format(CStr word) const
	{
		if (word != "really\n")
			return EPERM;
		size_.store(0, relaxed);
		return ok;
	}

private:
	CString name_;
	Atomic<u64> size_{ 1024 };
	Mutex<Vec<u8>, "configfs_items.table"> table_;

public:
	using Attributes =
		configfs::Attributes<attr::ReadWrite<"size", &Disk::size_>, attr::ReadOnly<"name", &Disk::show_name>,
				     attr::WriteOnly<"format", &Disk::format>,
				     configfs::BinaryReadWrite<"table", 8192, &Disk::read_table, &Disk::write_table>,
				     configfs::BinaryReadOnly<"table_ro", 0, &Disk::read_table>>;
};

/// A directory within a default directory.
class Times final : public configfs::Group<Times> {
	Atomic<u32> seconds_{ 5 };

public:
	using Attributes = configfs::Attributes<attr::ReadWrite<"seconds", &Times::seconds_>>;
};
/// A default group of each shelf, in which users may make notes.
class Limits final : public configfs::Group<Limits> {
public:
	Result<Box<Disk>> make_item(CStr name) const
	{
		return make_box<Disk>(GFP_KERNEL, TRY(CString::copy(name, GFP_KERNEL)));
	}
	u32 most() const { return most_.load(relaxed); }

private:
	Atomic<u32> most_{ 3 };
	Times times_;

public:
	using Attributes = configfs::Attributes<attr::ReadWrite<"most", &Limits::most_>>;
	using DefaultGroups = configfs::DefaultGroups<configfs::Default<"times", &Limits::times_>>;
};

class Shelf final : public configfs::Group<Shelf> {
	Limits limits_;
	Limits spare_;

public:
	Shelf() { alive.inc(); }
	~Shelf() { alive.dec(); }

	using DefaultGroups = configfs::DefaultGroups<configfs::Default<"limits", &Shelf::limits_>,
						      configfs::Default<"spare", &Shelf::spare_>>;

	Result<Box<Disk>> make_item(CStr name) const
	{
		if (disks_.load(relaxed) >= limits_.most())
			return ENOSPC;
		if (name.starts_with("tmp"))
			return EINVAL;
		auto disk = TRY(make_box<Disk>(GFP_KERNEL, TRY(CString::copy(name, GFP_KERNEL))));
		disks_.inc();
		return disk;
	}
	void drop_item(const Disk &) const { disks_.dec(); }
	u32 disks() const { return disks_.load(relaxed); }

	using Attributes = configfs::Attributes<attr::ReadOnly<"disks", &Shelf::disks>>;

private:
	Atomic<u32> disks_;
};

/// A user of shelves, through links to them, and of disks, one at a time.
class User final : public configfs::Item<User> {
public:
	User() { alive.inc(); }
	~User() { alive.dec(); }

	Result<> allow_link(ArcBorrow<Shelf> shelf) const
	{
		auto shelves = shelves_.lock();

		if (shelves->size() == 2)
			return ENOSPC;
		return shelves->push(shelf.share(), GFP_KERNEL);
	}
	void drop_link(const Shelf &shelf) const
	{
		shelves_.lock()->retain([&](const Arc<Shelf> &each) { return &*each != &shelf; });
	}
	u32 disks() const
	{
		auto shelves = shelves_.lock();
		u32 sum = 0;

		for (const Arc<Shelf> &shelf : *shelves)
			sum += shelf->disks();
		return sum;
	}
	using Attributes = configfs::Attributes<attr::ReadOnly<"disks", &User::disks>>;

private:
	Mutex<Vec<Arc<Shelf>>, "configfs_items.used"> shelves_;
};
/// Counts links to disks.
class Counter final : public configfs::Item<Counter> {
public:
	Result<> allow_link(const Disk &) const
	{
		links_.inc();
		return ok;
	}
	void drop_link(const Disk &) const { links_.dec(); }
	u32 links() const { return links_.load(relaxed); }
	using Attributes = configfs::Attributes<attr::ReadOnly<"links", &Counter::links>>;

private:
	Atomic<u32> links_;
};
class Users final : public configfs::Group<Users> {
public:
	Result<Box<User>> make_item(CStr) const { return make_box<User>(GFP_KERNEL); }
};
class Counters final : public configfs::Group<Counters> {
public:
	Result<Arc<Counter>> make_item(CStr) const { return make_arc<Counter>(GFP_KERNEL); }
};

class Shelves final : Pinned {
	Users users_;
	Counters counters_;

public:
	using DefaultGroups = configfs::DefaultGroups<configfs::Default<"users", &Shelves::users_>,
						      configfs::Default<"counters", &Shelves::counters_>>;

	Result<> init() { return subsystem_.publish("kxx_shelves"); }

	Result<Arc<Shelf>> make_item(CStr name) const
	{
		if (name == "none")
			return ENODEV;
		// Returns the last shelf again, which works only while it is not in configfs.
		if (name == "again")
			if (auto last = last_.lock(); !last->empty())
				return last->front()->share();
		auto shelf = TRY(make_arc<Shelf>(GFP_KERNEL));
		// The last shelf lives on after its rmdir.
		auto last = last_.lock();
		last->clear();
		TRY(last->push(shelf.share(), GFP_KERNEL));
		return shelf;
	}
	u32 objects() const { return alive.load(relaxed); }
	Result<> forget(bool) const
	{
		last_.lock()->clear();
		return ok;
	}

	using Attributes = configfs::Attributes<attr::ReadOnly<"objects", &Shelves::objects>,
						attr::WriteOnly<"forget", &Shelves::forget>>;

private:
	Mutex<Vec<Arc<Shelf>>, "configfs_items.last"> last_;
	configfs::Subsystem<Shelves> subsystem_{ this_is<&Shelves::subsystem_> };
};

} // namespace

KERNEL_MODULE(Shelves, { .name = "configfs_items", .license = "GPL" })
