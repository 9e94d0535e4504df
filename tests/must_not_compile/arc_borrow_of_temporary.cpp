// SPDX-License-Identifier: GPL-2.0
//! A borrow of an owner that is gone would dangle.
// EXPECT: use of deleted function

#include <kernel/arc.hpp>

using namespace kernel;

Arc<u32> make();
u32 use()
{
#ifdef FIXED
	Arc<u32> owner = make();
	ArcBorrow<u32> look = owner.borrow();
#else
	ArcBorrow<u32> look = make().borrow();
#endif
	return *look;
}
