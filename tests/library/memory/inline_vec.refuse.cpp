// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/memory/inline_vec.hpp refuses.
#include <kernel/memory/inline_vec.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED inline_vec_front_of_temporary: use of deleted function
// A pointer into a temporary would dangle.
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
