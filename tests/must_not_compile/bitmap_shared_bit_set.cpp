// SPDX-License-Identifier: GPL-2.0
//! Several tasks change a bitmap only if it is atomic.
// EXPECT: discards qualifiers

#include <kernel/bitmap.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

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
