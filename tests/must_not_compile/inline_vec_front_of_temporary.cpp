// SPDX-License-Identifier: GPL-2.0
//! A pointer into a temporary would dangle.
// EXPECT: use of deleted function

#include <kernel/inline_vec.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

InlineVec<int, 4> make();
bool use()
{
#ifdef FIXED
	InlineVec<int, 4> numbers = make();
	return numbers.front();
#else
	return make().front();
#endif
}
