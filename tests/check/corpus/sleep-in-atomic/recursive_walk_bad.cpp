// SPDX-License-Identifier: GPL-2.0
//! A recursive walk reschedules now and then, and is begun with a spinlock held.

#include <kernel/prelude.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

struct Node {
	explicit Node(u32 weight) : weight(weight) {}
	u32 weight;
	Vec<Box<Node>> children;
};

u64 weigh(const Node &node, u32 depth)
{
	u64 sum = node.weight;

	if (depth > 8)
		return sum;
	for (const Box<Node> &child : node.children)
		sum += weigh(*child, depth + 1);
	if (depth == 4)
		cond_resched();
	return sum;
}

struct Forest {
	explicit Forest(Box<Node> root) : root(std::move(root)) {}
	Box<Node> root;
	u64 weight = 0;
};
using ForestLock = SpinLock<Forest, "forest.tree">;

u64 recount(const ForestLock &lock)
{
	auto forest = lock.lock();

	forest->weight = weigh(*forest->root, 0); // BUG: sleep-in-atomic
	return forest->weight;
}

} // namespace

Result<u64> plant(u32 weight);
Result<u64> plant(u32 weight)
{
	auto root = TRY(make_box<Node>(GFP_KERNEL, weight));

	TRY(root->children.push(TRY(make_box<Node>(GFP_KERNEL, 1u)), GFP_KERNEL));
	ForestLock forest(std::move(root));
	return recount(forest);
}
