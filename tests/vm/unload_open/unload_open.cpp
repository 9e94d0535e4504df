// SPDX-License-Identifier: GPL-2.0
//! unload_open: publishes files of every kind, which are open while it is unloaded or its loading fails.
#include <kernel/attr/configfs.hpp>
#include <kernel/attr/debugfs.hpp>
#include <kernel/attr/sysfs.hpp>
#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/time/delay.hpp>
#include <kernel/wait/completion.hpp>

using namespace kernel;

namespace {

constinit Param<u32> fail{ 0 };
constinit Param<bool> device{ true };
constinit Param<bool> directories{ true };
constinit Param<u32> spare{ 0 };

/// An open file of the device: it has a page to map, a queue to wait in, and a task to signal.
class Opened final : Pinned {
public:
	explicit Opened(UserMemory page) : page_(std::move(page)) {}
	static Result<Box<Opened>> open(const File &)
	{
		return make_box<Opened>(GFP_KERNEL, TRY(UserMemory::alloc(PAGE_SIZE)));
	}
	Result<usize> write(const File &, UserReader from) const
	{
		page_.store(TRY(from.read<u8>()).unchecked());
		changed_.wake_up_poll(EPOLLIN);
		signals_.notify(SignalBand::In);
		return 1;
	}
	PollEvents poll(const File &, PollTable &table) const
	{
		table.wait<&Opened::changed_>(*this);
		return page_.load<u8>() ? EPOLLIN : PollEvents();
	}
	Result<> mmap(const File &, VmArea &area) const { return area.map(page_); }

private:
	UserMemory page_;
	WaitQueue<"unload_open.changed"> changed_;
	FasyncQueue signals_;

public:
	static constexpr auto fasync = &Opened::signals_;
};

class Item final : public configfs::Item<Item> {
	Atomic<u32> size_{ 1 };

public:
	using Attributes = configfs::Attributes<attr::ReadWrite<"size", &Item::size_>>;
};
/// A default group.
class Limits final : public configfs::Group<Limits> {
	Atomic<u32> most_{ 3 };

public:
	Result<Box<Item>> make_item(CStr) const { return make_box<Item>(GFP_KERNEL); }
	using Attributes = configfs::Attributes<attr::ReadWrite<"most", &Limits::most_>>;
};

class UnloadOpen final : Pinned {
	using Numbers = Mutex<Vec<u32>, "unload_open.numbers">;

	Limits limits_;

public:
	Result<> init()
	{
		for (u32 i = 0; i < 100; i++)
			TRY(numbers_.lock()->push(i, GFP_KERNEL));
		if (device)
			TRY(device_.publish());
		if (directories)
			TRY(publish_directories());
		TRY((files_.publish<attr::ReadWrite<"number", &UnloadOpen::number_>,
				    attr::WriteOnly<"fail_now", &UnloadOpen::fail_now>,
				    sysfs::BinaryReadOnly<"bytes", 0, &UnloadOpen::get_bytes>>("unload_open")));
		if (!fail)
			return ok;
		if (fail == 1)
			told_.wait();
		else
			sleep(Delta::milliseconds(fail));
		return ENODEV;
	}

	Result<Box<Item>> make_item(CStr) const { return make_box<Item>(GFP_KERNEL); }

private:
	Result<> publish_directories()
	{
		TRY(subsystem_.publish("unload_open"));
		auto dir = debug_.publish("unload_open");
		dir.read_only<&UnloadOpen::show>("text");
		dir.sequence<Rows>("rows");
		dir.read_only<&UnloadOpen::number_>("number");
		dir.write_only<&UnloadOpen::set>("set");
		dir.read_write<&UnloadOpen::signed_>("signed");
		dir.blob<&UnloadOpen::blob_>("blob");
		dir.binary<&UnloadOpen::get_bytes, &UnloadOpen::put_bytes>("bytes");
		return ok;
	}

	class Rows {
	public:
		explicit Rows(const UnloadOpen &all) : numbers_(all.numbers_.lock()) {}
		const u32 *at(u64 index) const
		{
			return index < numbers_->size() ? numbers_->begin() + index : nullptr;
		}
		void show(Seq &seq, const u32 &row) const { seq.print(fmt("{}\n", row)); }

	private:
		GuardOf<Numbers> numbers_;
	};

	void show(Seq &seq) const { seq.print(fmt("{}\n", number_.load(relaxed))); }
	Result<> set(u32 number) const
	{
		number_.store(number, relaxed);
		return ok;
	}
	Result<> fail_now(bool) const
	{
		told_.complete();
		return ok;
	}
	Result<usize> get_bytes(Span<u8> to, u64 position) const
	{
		to.fill('x');
		return position ? 0 : to.size();
	}
	Result<usize> put_bytes(Span<const u8> from, u64) const { return from.size(); }
	Result<usize> read_table(Span<u8> to) const
	{
		to.fill('y');
		return 10;
	}
	void write_table(Span<const u8>) const { number_.inc(); }

	Atomic<u32> number_{ 7 };
	Atomic<i32> signed_{ -7 };
	const u32 blob_[4] = { 1, 2, 3, 4 };
	Numbers numbers_;
	Completion<"unload_open.told"> told_;
	misc::Device<Opened, "unload-open"> device_;

public:
	using Attributes = configfs::Attributes<
		attr::ReadWrite<"number", &UnloadOpen::number_>,
		configfs::BinaryReadOnly<"table", 0, &UnloadOpen::read_table>,
		configfs::BinaryReadWrite<"written", 0, &UnloadOpen::read_table, &UnloadOpen::write_table>>;
	using DefaultGroups = configfs::DefaultGroups<configfs::Default<"limits", &UnloadOpen::limits_>>;

private:
	configfs::Subsystem<UnloadOpen> subsystem_{
		this_is<&UnloadOpen::subsystem_, &UnloadOpen::debug_, &UnloadOpen::files_>
	};
	debugfs::ScopedDir<UnloadOpen> debug_{ this_is<&UnloadOpen::debug_, &UnloadOpen::files_> };
	sysfs::Dir<UnloadOpen> files_{ this_is<&UnloadOpen::files_> };
};

} // namespace

KERNEL_MODULE(UnloadOpen, {
	.name = "unload_open",
	.license = "GPL",
	.params = {
		{ .name = "fail", .value = fail, .description = "0: load, 1: fail when told, more: fail after so many ms",
		  .permissions = 0444 },
		{ .name = "device", .value = device, .description = "publish the device" },
		{ .name = "directories", .value = directories, .description = "publish below debugfs and configfs" },
		{ .name = "spare", .value = spare, .description = "to be written", .permissions = 0644 },
	},
})
