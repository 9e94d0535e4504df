// SPDX-License-Identifier: GPL-2.0
//! A recursive walk reschedules now and then, and is begun with a spinlock held.

#include <kernel/prelude.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

struct Node {
	u32 weight = 0;
	/// Numbers of other nodes.
	Vec<u32> children;
};

u64 weigh(const Vec<Node> &nodes, u32 number, u32 depth)
{
	const Node *node = nodes.get(number);

	if (!node || depth > 8)
		return 0;
	if (depth == 4)
		cond_resched();
	u64 sum = node->weight;

	for (u32 child : node->children)
		sum += weigh(nodes, child, depth + 1);
	return sum;
}

struct Forest {
	explicit Forest(Vec<Node> nodes) : nodes(std::move(nodes)) {}
	Vec<Node> nodes;
	u64 weight = 0;
};
using ForestLock = SpinLock<Forest, "forest.tree">;

u64 recount(const ForestLock &lock)
{
	auto forest = lock.lock();

	forest->weight = weigh(forest->nodes, 0, 0); // BUG: sleep-in-atomic
	return forest->weight;
}

} // namespace

Result<u64> plant(u32 weight);
Result<u64> plant(u32 weight)
{
	Vec<Node> nodes;

	TRY(nodes.push(Node{ .weight = weight, .children = {} }, GFP_KERNEL));
	ForestLock forest(std::move(nodes));
	return recount(forest);
}
