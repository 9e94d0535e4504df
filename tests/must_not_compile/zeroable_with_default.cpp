// SPDX-License-Identifier: GPL-2.0
//! Zero is not the value that the class asks for.
// EXPECT: zeroable

#include <kernel/prelude.hpp>

using namespace kernel;

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
