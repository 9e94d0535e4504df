// SPDX-License-Identifier: GPL-2.0 OR MIT
//! rcu_table: a hash table that users fill through configfs, while threads search it without a lock.
//!
//!     insmod rcu_table.ko readers=2
//!     mkdir /sys/kernel/config/rcu_table/17
//!     echo 4711 > /sys/kernel/config/rcu_table/17/value
//!     echo 17 > /sys/kernel/config/rcu_table/find
//!     cat /sys/kernel/config/rcu_table/find		17 4711
//!     rmdir /sys/kernel/config/rcu_table/17

#include <kernel/attr/configfs.hpp>
#include <kernel/container/rcu_hashtable.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/rcu.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/text/kstrtox.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

constinit Param<u32> readers{ 1 };

/// A row, as readers find it; it is replaced as a whole, never changed.
struct Row {
	Row(u32 key, u64 value) : key(key), value(value), check(~value) {}

	const u32 key;
	const u64 value;
	/// Detects a row that was read in the middle of a change.
	const u64 check;
	HListLink link;
};

/// Shared by the module, its threads and the users' entries.
class Table final : Pinned {
	static constexpr u32 most = 256;

	struct State {
		RcuHashTable<Row, &Row::link, &Row::key, 6> rows;
		u32 count = 0;
	};

public:
	Result<> insert(u32 key) const
	{
		auto row = TRY(make_rcu_box<Row>(GFP_KERNEL, key, 0u));
		auto state = state_.lock();

		// Users choose the keys, and could put all of them into one list.
		if (state->count == most)
			return ENOSPC;
		TRY(state->rows.insert(std::move(row)));
		state->count++;
		return ok;
	}
	Result<> set(u32 key, u64 value) const
	{
		auto row = TRY(make_rcu_box<Row>(GFP_KERNEL, key, value));
		auto old = TRY(state_.lock()->rows.replace(std::move(row)));

		return ok;
	}
	void remove(u32 key) const
	{
		auto state = state_.lock();

		if (auto old = state->rows.remove(key); old.is_ok())
			state->count--;
	}
	/// Errors: ENOENT.
	Result<u64> find(u32 key) const
	{
		rcu::ReadGuard reading;
		const Row *row = rcu::unlocked(state_, &State::rows).find(key, reading);

		lookups_.inc();
		if (!row)
			return ENOENT;
		hits_.inc();
		if (row->check != ~row->value)
			torn_.inc();
		return row->value;
	}

	u32 entries() const { return state_.lock()->count; }
	u64 lookups() const { return lookups_.load(relaxed); }
	u64 hits() const { return hits_.load(relaxed); }
	u64 torn() const { return torn_.load(relaxed); }

private:
	Mutex<State, "rcu_table.state"> state_;
	Atomic<u64> lookups_;
	Atomic<u64> hits_;
	Atomic<u64> torn_;
};

/// A directory that a user made; the row with its name is in the table as long as this exists.
class Entry final : public configfs::Item<Entry> {
public:
	Entry(u32 key, Arc<Table> table) : key_(key), table_(std::move(table)) {}
	~Entry() { table_->remove(key_); }

	Result<u64> value() const { return table_->find(key_); }
	Result<> set_value(u64 value) const { return table_->set(key_, value); }

	using Attributes = configfs::Attributes<attr::ReadWrite<"value", &Entry::value, &Entry::set_value>>;

private:
	u32 key_;
	Arc<Table> table_;
};

/// The function of the threads.
void search(const ThisKthread &self, Arc<Table> table)
{
	while (!self.should_stop()) {
		for (u32 key = 0; key < 64; key++)
			table->find(key).ignore();
		sleep(1_ms);
	}
}

class RcuTable final : Pinned {
public:
	explicit RcuTable(Arc<Table> table) : table_(std::move(table)) {}

	static Result<Box<RcuTable>> create()
	{
		if (readers > 16) {
			pr_err("readers {} refused: must be at most 16", readers.get());
			return ERANGE;
		}
		auto self = TRY(make_box<RcuTable>(GFP_KERNEL, TRY(make_arc<Table>(GFP_KERNEL))));
		for (u32 i = 0; i < readers; i++) {
			auto thread = TRY(Kthread::run(fmt("rcu_table/{}", i), search, self->table_.share()));
			TRY(self->threads_.push(std::move(thread), GFP_KERNEL));
		}
		TRY(self->subsystem_.publish("rcu_table"));
		return self;
	}

	/// Handles mkdir; the name is the key.
	Result<Box<Entry>> make_item(CStr name) const
	{
		const u32 key = TRY(parse<u32>(name));
		// First what may fail, then the row, which the entry owns.
		auto memory = TRY(make_box_uninit<Entry>(GFP_KERNEL));

		TRY(table_->insert(key));
		return std::move(memory).write(key, table_.share());
	}

	u32 entries() const { return table_->entries(); }
	u64 lookups() const { return table_->lookups(); }
	u64 hits() const { return table_->hits(); }
	u64 torn() const { return table_->torn(); }
	void show_found(attr::Text &text) const
	{
		const u32 key = asked_.load(relaxed);
		auto found = table_->find(key);

		if (const u64 *value = found.get())
			text.print(fmt("{} {}\n", key, *value));
		else
			text.print(fmt("{} none\n", key));
	}

private:
	Arc<Table> table_;
	Vec<Kthread> threads_;
	Atomic<u32> asked_;

public:
	using Attributes = configfs::Attributes<
		attr::ReadOnly<"entries", &RcuTable::entries>, attr::ReadOnly<"lookups", &RcuTable::lookups>,
		attr::ReadOnly<"hits", &RcuTable::hits>, attr::ReadOnly<"torn", &RcuTable::torn>,
		attr::ReadWrite<"find", &RcuTable::show_found, &RcuTable::asked_>>;

private:
	configfs::Subsystem<RcuTable> subsystem_{ this_is<&RcuTable::subsystem_> };
};

} // namespace

KERNEL_MODULE(RcuTable, {
	.name = "rcu_table",
	.license = "GPL",
	.authors = { "The kxx authors" },
	.description = "A hash table under RCU, filled through configfs",
	.params = {
		{ .name = "readers", .value = readers, .description = "How many threads search, up to 16" },
	},
})
