// SPDX-License-Identifier: GPL-2.0
//! Two nodes are found or made in one vector, and the first is changed after the second was made.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Node {
	u32 id;
	u32 children = 0;
};

class Tree final {
public:
	/// Makes the link from a parent to a child, and both if they are missing.
	Result<> link(u32 parent, u32 child)
	{
		Node *above = TRY(ensure(parent));
		Node *below = TRY(ensure(child));

		above->children++; // BUG: ended-loan
		pr_info("{}", above->id);
		return ok;
	}

private:
	Result<Node *> ensure(u32 id) __lifetimebound
	{
		for (Node &node : nodes_)
			if (node.id == id)
				return &node;
		TRY(nodes_.push(Node{ id }, GFP_KERNEL));
		Node *made = nodes_.back();
		if (!made)
			return ENOMEM;
		return made;
	}

	Vec<Node> nodes_;
};

class Linker final {
public:
	static Result<Linker> create()
	{
		Tree tree;

		TRY(tree.link(1, 2));
		return { std::in_place };
	}
};

} // namespace

KERNEL_MODULE(Linker, { .name = "minimal", .license = "GPL" })
