// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/container/rb_map.hpp refuses.
#include <kernel/container/rb_map.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED rbtree_key_of_map_changed: assignment of read-only member
// A key that changed would break the order of the map.
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
