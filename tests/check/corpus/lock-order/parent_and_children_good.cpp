// SPDX-License-Identifier: GPL-2.0
//! The child releases its own lock before it tells its parent.
//! Like inversions of a bus and its devices, of which each side calls the other under its own lock.

#include <kernel/container/list.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Group;

class Task final : Pinned {
public:
	explicit Task(Arc<Group> group) : group_(std::move(group)) {}

	u32 weight() const { return *weight_.lock(); }
	inline void set_weight(u32 weight) const;

	ListLink link;

private:
	Arc<Group> group_;
	Mutex<u32, "task.weight"> weight_{ 1u };
};

class Group final : Pinned {
	struct State {
		u32 total = 0;
		u32 changes = 0;
	};

public:
	void changed() const { state_.lock()->changes++; }

	u32 recount(const List<Box<Task>, &Task::link> &tasks) const
	{
		auto state = state_.lock();

		state->total = 0;
		for (const Task &task : tasks)
			state->total += task.weight();
		return state->total;
	}

private:
	Mutex<State, "group.state"> state_;
};

void Task::set_weight(u32 weight) const
{
	{
		auto mine = weight_.lock();

		*mine = weight;
	}
	group_->changed();
}

} // namespace

Result<u32> regroup();
Result<u32> regroup()
{
	auto group = TRY(make_arc<Group>(GFP_KERNEL));
	List<Box<Task>, &Task::link> tasks;

	tasks.push_back(TRY(make_box<Task>(GFP_KERNEL, group.share())));
	if (Task *first = tasks.front())
		first->set_weight(4);
	return group->recount(tasks);
}
