// SPDX-License-Identifier: GPL-2.0
//! A generic lambda visits the nodes of a graph, in which a cycle is possible, by calling itself.

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
	auto change = [&](auto &self, u32 number) -> void {
		Clock *at = clocks_.get(number);

		if (!at)
			return;
		at->rate = rate;
		for (u32 child : at->children)
			self(self, child); // BUG: recursion
	};

	change(change, clock);
	return ok;
}
