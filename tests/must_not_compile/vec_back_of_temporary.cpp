// SPDX-License-Identifier: GPL-2.0
//! A pointer into a temporary would dangle.
// EXPECT: use of deleted function

#include <kernel/inline_vec.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

Vec<int> make();
bool use()
{
#ifdef FIXED
	Vec<int> numbers = make();
	return numbers.back();
#else
	return make().back();
#endif
}
