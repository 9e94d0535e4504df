// SPDX-License-Identifier: GPL-2.0
//! What may allocate says how.
// EXPECT: no matching function

#include <kernel/xarray.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

using Numbers = XArray<Box<u32>, "example.numbers">;

Result<> use(const Numbers &numbers, Box<u32> number);
Result<> use(const Numbers &numbers, Box<u32> number)
{
#ifdef FIXED
	return numbers.insert(1, std::move(number), GFP_KERNEL);
#else
	return numbers.insert(1, std::move(number));
#endif
}
