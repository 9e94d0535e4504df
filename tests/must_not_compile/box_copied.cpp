// SPDX-License-Identifier: GPL-2.0
//! A Box has one owner.
// EXPECT: use of deleted function

#include <kernel/prelude.hpp>

using namespace kernel;

void use(Box<int> &a)
{
#ifdef FIXED
	Box<int> b = std::move(a);
#else
	Box<int> b = a;
#endif
}
