// SPDX-License-Identifier: GPL-2.0
//! The pointer of a lock's data may hold nothing when its object is taken out.

#include <kernel/prelude.hpp>
#include <kernel/sync/rcu_ptr.hpp>

using namespace kernel;

namespace {

struct Table {
	explicit Table(u32 size) : size(size) {}

	const u32 size;
};

class Cache final : Pinned {
	struct State {
		RcuPtr<Table> table;
		u64 bytes = 0;
	};

public:
	Result<> put(u32 size) const
	{
		auto table = TRY(make_rcu_box<Table>(GFP_KERNEL, size));
		auto state = state_.lock();

		state->table.replace(std::move(table));
		state->bytes += size;
		return ok;
	}
	void drop() const
	{
		auto state = state_.lock();
		auto gone = state->table.take();

		state->bytes -= gone.get()->size; // BUG: unchecked-null
	}

private:
	Mutex<State, "cache.state"> state_;
};

class CacheModule final : Pinned {
public:
	Result<> init()
	{
		TRY(cache_.put(100));
		cache_.drop();
		return ok;
	}

private:
	Cache cache_;
};

} // namespace

KERNEL_MODULE(CacheModule, { .name = "minimal", .license = "GPL" })
