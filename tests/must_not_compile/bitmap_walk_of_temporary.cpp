// SPDX-License-Identifier: GPL-2.0
//! The bits would be gone before the first is looked at.
// EXPECT: deleted function

#include <kernel/bitmap.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

Result<usize> use();
Result<usize> use()
{
	usize sum = 0;
#ifdef FIXED
	auto bits = TRY(BitmapVec::create(64, GFP_KERNEL));
	for (usize bit : bits.set_bits())
#else
	for (usize bit : TRY(BitmapVec::create(64, GFP_KERNEL)).set_bits())
#endif
		sum += bit;
	return sum;
}
