// SPDX-License-Identifier: GPL-2.0
//! A pointer into a temporary Box would dangle.
// EXPECT: use of deleted function

#include <kernel/prelude.hpp>

using namespace kernel;

Box<int> make();
int use()
{
#ifdef FIXED
	Box<int> box = make();
	return *box.get();
#else
	return *make().get();
#endif
}
