// SPDX-License-Identifier: GPL-2.0
//! The removed filter is owned by a variable until its statistics have been read.

#include <kernel/container/hashtable.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Filter {
	Filter(u32 handle, u32 priority) : handle(handle), priority(priority) {}

	const u32 handle;
	u32 priority;
	u64 matches = 0;
	HListLink link;
};

class Classifier final : Pinned {
	struct State {
		HashTable<Box<Filter>, &Filter::link, &Filter::handle, 6> filters;
		u64 retired_matches = 0;
	};

public:
	Result<> insert(u32 handle, u32 priority) const
	{
		auto filter = TRY(make_box<Filter>(GFP_KERNEL, handle, priority));

		return state_.lock()->filters.insert(std::move(filter));
	}
	Result<> remove(u32 handle) const
	{
		auto state = state_.lock();
		const Filter *filter = state->filters.find(handle);

		if (!filter)
			return ENOENT;
		auto removed = TRY(state->filters.remove(handle));
		state->retired_matches += removed->matches;
		return ok;
	}

private:
	Mutex<State, "cls.state"> state_;
};
