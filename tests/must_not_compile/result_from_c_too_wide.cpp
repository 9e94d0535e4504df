// SPDX-License-Identifier: GPL-2.0
//! What C returned must fit: a long is no u32.
// EXPECT: no matching function|constraints not satisfied

#include <kernel/prelude.hpp>
#include <kernel/result.hpp>

using namespace kernel;

Result<u32> use(long returned)
{
#ifdef FIXED
	const usize count = TRY(Result<usize>::from_c(returned));
	return static_cast<u32>(count);
#else
	return Result<u32>::from_c(returned);
#endif
}
