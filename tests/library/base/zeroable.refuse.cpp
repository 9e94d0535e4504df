// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/base/zeroable.hpp refuses.
#include <kernel/base/zeroable.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED zeroable_box: zeroable
// A Box is never null.
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

// REFUSED zeroable_with_default: zeroable
// Zero is not the value that the class asks for.
struct Counted {
#ifdef FIXED
	int users;
#else
	int users = 1;
#endif
};
Result<Box<Counted>> use()
{
	return make_box_zeroed<Counted>(GFP_KERNEL);
}
