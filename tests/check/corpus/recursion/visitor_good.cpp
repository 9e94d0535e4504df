// SPDX-License-Identifier: GPL-2.0
//! The visitor keeps the nodes that are to be visited in a Vec and marks those that were.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Clock {
	u32 rate = 0;
	bool visited = false;
	Vec<u32> children;
};

class ClockTree {
public:
	Result<u32> add(u32 rate);
	Result<> link(u32 parent, u32 child);
	Result<> set_rate(u32 clock, u32 rate);

private:
	Vec<Clock> clocks_;
};

Result<u32> ClockTree::add(u32 rate)
{
	Clock clock;

	clock.rate = rate;
	TRY(clocks_.push(std::move(clock), GFP_KERNEL));
	return static_cast<u32>(clocks_.size() - 1);
}

Result<> ClockTree::link(u32 parent, u32 child)
{
	Clock *clock = clocks_.get(parent);

	return clock ? clock->children.push(child, GFP_KERNEL) : Result<>(ENOENT);
}

Result<> ClockTree::set_rate(u32 clock, u32 rate)
{
	Vec<u32> waiting;

	for (Clock &each : clocks_)
		each.visited = false;
	TRY(waiting.push(clock, GFP_KERNEL));
	while (auto *last = waiting.back()) {
		Clock *at = clocks_.get(*last);

		waiting.pop();
		if (!at || at->visited)
			continue;
		at->visited = true;
		at->rate = rate;
		TRY(waiting.extend(at->children.span(), GFP_KERNEL));
	}
	return ok;
}
