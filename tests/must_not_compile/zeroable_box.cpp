// SPDX-License-Identifier: GPL-2.0
//! A Box is never null.
// EXPECT: zeroable

#include <kernel/prelude.hpp>

using namespace kernel;

struct Node {
#ifdef FIXED
	int *next;
#else
	Box<int> next;
#endif
};
Result<Box<Node>> use()
{
	return make_box_zeroed<Node>(GFP_KERNEL);
}
