// SPDX-License-Identifier: GPL-2.0
//! What a table removed is an entry, never nothing: where there is no such key, the removal is an error.

#include <kernel/container/rcu_hashtable.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Entry {
	Entry(u64 key, u32 size) : key(key), size(size) {}

	const u64 key;
	const u32 size;
	HListLink link;
};

class Cache final : Pinned {
	struct State {
		RcuHashTable<Entry, &Entry::link, &Entry::key, 6> entries;
		u64 bytes = 0;
	};

public:
	Result<> put(u64 key, u32 size) const
	{
		auto entry = TRY(make_rcu_box<Entry>(GFP_KERNEL, key, size));
		auto state = state_.lock();

		TRY(state->entries.insert(std::move(entry)));
		state->bytes += size;
		return ok;
	}
	Result<> drop(u64 key) const
	{
		auto state = state_.lock();
		auto gone = TRY(state->entries.remove(key));

		state->bytes -= gone.get()->size;
		return ok;
	}

private:
	Mutex<State, "cache.state"> state_;
};

class CacheModule final : Pinned {
public:
	Result<> init()
	{
		TRY(cache_.put(1, 100));
		return cache_.drop(1);
	}

private:
	Cache cache_;
};

} // namespace

KERNEL_MODULE(CacheModule, { .name = "minimal", .license = "GPL" })
