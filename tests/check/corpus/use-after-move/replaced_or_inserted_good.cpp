// SPDX-License-Identifier: GPL-2.0
//! An entry takes the place of the one with its key; if there is none, the table gives it back, and it is inserted.

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
		u32 count = 0;
	};

public:
	Result<> put(u64 key, u32 size) const
	{
		auto entry = TRY(make_rcu_box<Entry>(GFP_KERNEL, key, size));
		auto state = state_.lock();
		auto replaced = state->entries.replace(std::move(entry));

		if (auto *old = replaced.get()) {
			if (const Entry *gone = old->get())
				state->bytes -= gone->size;
		} else {
			TRY(state->entries.insert(std::move(entry)));
			state->count++;
		}
		state->bytes += size;
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
		return cache_.put(1, 200);
	}

private:
	Cache cache_;
};

} // namespace

KERNEL_MODULE(CacheModule, { .name = "minimal", .license = "GPL" })
