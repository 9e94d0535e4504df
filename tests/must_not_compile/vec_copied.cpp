// SPDX-License-Identifier: GPL-2.0
//! A Vec is not copied behind your back.
// EXPECT: use of deleted function

#include <kernel/prelude.hpp>

using namespace kernel;

void use(Vec<int> &a)
{
#ifdef FIXED
	Vec<int> b = std::move(a);
#else
	Vec<int> b = a;
#endif
}
