// SPDX-License-Identifier: GPL-2.0
//! The order of a map stands and falls with its keys.
// EXPECT: assignment of read-only member

#include <kernel/rbtree.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

void use(RbMap<u32, u32> &map);
void use(RbMap<u32, u32> &map)
{
	for (auto &node : map.nodes())
#ifdef FIXED
		node.value = 1;
#else
		node.key = 1;
#endif
}
