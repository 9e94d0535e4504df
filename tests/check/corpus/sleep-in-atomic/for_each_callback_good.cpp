// SPDX-License-Identifier: GPL-2.0
//! A table is walked under RCU with a function that a caller gave, which takes a mutex.

#include <kernel/container/rcu_hashtable.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/rcu.hpp>

using namespace kernel;

namespace {

struct Row {
	explicit Row(u32 key) : key(key) {}

	const u32 key;
	HListLink link;
};

class Table final : Pinned {
	using Rows = RcuHashTable<Row, &Row::link, &Row::key, 4>;
	struct State {
		Rows rows;
	};

public:
	Result<> add(u32 key) const
	{
		auto row = TRY(make_rcu_box<Row>(GFP_KERNEL, key));

		return state_.lock()->rows.insert(std::move(row));
	}
	template <typename Visit>
	void visit(u32 key, Visit visit) const
	{
		rcu::ReadGuard reading;

		if (const Row *row = rcu::unlocked(state_, &State::rows).find(key, reading))
			visit(*row);
	}

private:
	Mutex<State, "table.state"> state_;
};

class Report final : Pinned {
public:
	void note(u32 key) const
	{
		auto last = last_.lock();

		*last = key;
	}
	u32 last() const { return *last_.lock(); }

private:
	SpinLock<u32, "report.last"> last_;
};

class Tables final : Pinned {
public:
	Result<> init()
	{
		TRY(table_.add(5));
		table_.visit(5, [this](const Row &row) { report_.note(row.key); });
		pr_info("{}", report_.last());
		return ok;
	}

private:
	Table table_;
	Report report_;
};

} // namespace

KERNEL_MODULE(Tables, { .name = "minimal", .license = "GPL" })
