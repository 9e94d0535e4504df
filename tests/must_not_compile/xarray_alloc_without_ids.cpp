// SPDX-License-Identifier: GPL-2.0
//! An array gives indices only if it was made for it.
// EXPECT: an array that gives indices says so

#include <kernel/xarray.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

#ifdef FIXED
using Numbers = XArray<Box<u32>, "example.numbers", XaIds::FromZero>;
#else
using Numbers = XArray<Box<u32>, "example.numbers">;
#endif

Result<u32> use(const Numbers &numbers, Box<u32> number);
Result<u32> use(const Numbers &numbers, Box<u32> number)
{
	return numbers.alloc(std::move(number), GFP_KERNEL);
}
