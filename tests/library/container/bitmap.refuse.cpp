// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/container/bitmap.hpp refuses.
#include <kernel/container/bitmap.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED bitmap_of_no_bits: at least one bit
// A bitmap has at least one bit.
void use();
void use()
{
#ifdef FIXED
	Bitmap<1> bits;
#else
	Bitmap<0> bits;
#endif
	bits.clear_all();
}

// REFUSED bitmap_shared_bit_set: discards qualifiers
// Several tasks change a bitmap only if it is atomic.
struct Shared {
#ifdef FIXED
	AtomicBitmap<64> bits;
#else
	Bitmap<64> bits;
#endif
};

void use(const Shared &shared);
void use(const Shared &shared)
{
	shared.bits.set(1);
}

// REFUSED bitmap_walk_of_temporary: deleted function
// The bitmap would be destroyed before its first bit is read.
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
