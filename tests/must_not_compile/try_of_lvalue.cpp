// SPDX-License-Identifier: GPL-2.0
//! TRY empties what it is given.
// EXPECT: TRY takes the value out

#include <kernel/prelude.hpp>

using namespace kernel;

Result<int> use(Result<int> result)
{
#ifdef FIXED
	return TRY(std::move(result));
#else
	return TRY(result);
#endif
}
